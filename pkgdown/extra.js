// What pkgdown's script calls to fill the list "On this page": the headings of the page, as links.
window.Toc = {
  init({ $nav, $scope }) {
    const list = $("<ul>").addClass("nav flex-column");
    $scope.filter("h2").each((_, heading) => {
      const link = $("<a>").addClass("nav-link").text($(heading).text().trim());
      link.attr("href", $(heading).find("a.anchor").attr("href") ?? `#${heading.id}`);
      list.append($("<li>").append(link));
    });
    $nav.append(list);
  },
};
