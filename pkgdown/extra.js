// The list "On this page": the headings of the page, as links.
document.addEventListener("DOMContentLoaded", () => {
  const nav = document.querySelector("nav[data-toggle='toc']");
  if (!nav) return;
  const list = document.createElement("ul");
  list.className = "nav navbar-nav";
  for (const heading of document.querySelectorAll("main h2")) {
    const anchor = heading.querySelector("a.anchor")?.getAttribute("href") ?? `#${heading.id}`;
    if (nav.contains(heading) || anchor === "#") continue;
    const link = document.createElement("a");
    link.className = "nav-link";
    link.href = anchor;
    link.textContent = heading.textContent.trim();
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  nav.append(list);
});
