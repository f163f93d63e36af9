# Folders of sounds for the loaders' tests.

# A 16-bit WAV file of random samples; returns them, a column a channel, from -1 to 1.
write_sound <- function(path, samples, channels = 1, rate = 8000) {
  dir.create(dirname(path), recursive = TRUE, showWarnings = FALSE)
  values <- matrix(sample(-32768:32767, samples * channels, replace = TRUE), samples)
  file <- file(path, "wb")
  on.exit(close(file))
  number <- function(x, size) writeBin(as.integer(x), file, size = size, endian = "little")
  word <- function(x) writeBin(charToRaw(x), file)
  word("RIFF")
  number(36 + 2 * length(values), 4)
  word("WAVEfmt ")
  number(16, 4)
  number(c(1, channels), 2)
  number(c(rate, rate * channels * 2), 4)
  number(c(channels * 2, 16), 2)
  word("data")
  number(2 * length(values), 4)
  number(t(values), 2)
  values / 32768
}

# Writes c("class/name.wav" = samples) below `root`; returns the sounds.
write_sounds <- function(root, lengths, ...) {
  set.seed(7)
  Map(function(name, samples) write_sound(file.path(root, name), samples, ...), names(lengths), lengths)
}
