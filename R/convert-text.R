# Text in UTF-8, and bytes that are not text.

# Bytes that are not text in any encoding remain unchanged.
as_utf8 <- function(x) {
  # In the C locale R only supports ASCII characters, and would write others as "<c3>".
  if (in_c_locale()) Encoding(x)[Encoding(x) == "unknown" & validUTF8(x)] <- "UTF-8"
  text <- !is_bytes(x)
  x[text] <- enc2utf8(x[text])
  x
}

is_bytes <- function(x) {
  if (!is.character(x)) return(FALSE)
  valid <- if (in_c_locale()) Encoding(x) == "latin1" | validUTF8(x) else validEnc(x)
  with_attributes(Encoding(x) == "bytes" | !valid, dim = dim(x))
}

in_c_locale <- function() Sys.getlocale("LC_CTYPE") %in% c("C", "POSIX")
