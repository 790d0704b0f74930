// The search of a site that is files: it reads parts of the index that src/titelei/site/index.py wrote, as scripts, so that it
// works from a folder as from a server, and asks nobody. A word is found in all its forms: the index has the form of
// each word of the edition; of a word that is not in it the ending is taken off.
(() => {
  "use strict";
  const place = document.getElementById("found");
  const labels = JSON.parse(place.dataset.labels);
  const folder = document.currentScript.src.replace(/search\.js$/, "search/");
  const ENDINGS = new Set(("s es ed ing ly ies а я о е ё ы и у ю ь й ой ей ий ый ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю " +
    "ых их ыми ими ою ею ам ям ами ями ах ях ов ев иями иях ию ия ии ла ло ли л ет ит ут ют ать ять ить").split(" "));
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]/g;
  const HITS = 20, MOST_WORDS = 12, BEFORE = 90, AFTER = 210;

  const waiting = new Map(), parts = new Map();
  window.titelei = (name, data) => waiting.get(name)(data);
  const part = (name) => {
    if (!parts.has(name)) {
      parts.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        waiting.set(name, done);
        script.src = `${folder}${name}.js`;
        script.onerror = () => failed(new Error(name));
        document.head.append(script);
      }));
    }
    return parts.get(name);
  };

  const folded = (text) =>
    text.replaceAll("ß", "ss").toLowerCase().replaceAll("ς", "σ").normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase();
  const words = (text) => folded(text.normalize("NFC")).match(/[\p{L}\p{N}]+/gu) ?? [];
  const key = (word) => `words-${[...word].slice(0, 2).map((c) => c.codePointAt(0).toString(16)).join("-")}`;

  // The words and forms of the index that begin as a word does.
  const beginning = async (word) => {
    const known = await part("parts");
    const names = [...word].length > 1 ? [key(word)].filter((k) => known.includes(k)) : known.filter((k) => `${k}-`.startsWith(`${key(word)}-`));
    const found = await Promise.all(names.map(part));
    return Object.assign({ words: {}, forms: {}, form: {} }, ...["words", "forms", "form"].map((kind) => ({ [kind]: Object.assign({}, ...found.map((f) => f[kind])) })));
  };

  const formOf = (word, index) => {
    if (Object.hasOwn(index.words, word)) return index.form[word] ?? word;
    const stems = Object.keys(index.forms).filter((form) => form.length > 2 && word.startsWith(form) && ENDINGS.has(word.slice(form.length)));
    return stems.sort((a, b) => b.length - a.length)[0] ?? word;
  };

  // Article → how well a word fits it: better in the title, then authors, names, text.
  const hits = async (word, isLast) => {
    const index = await beginning(word);
    const form = formOf(word, index);
    const forms = (await beginning(form)).forms;
    const scores = new Map();
    const take = (n, score) => scores.set(n, Math.max(score, scores.get(n) ?? 0));
    for (const [each, postings] of Object.entries(index.words)) {
      if (each === word || (isLast && each.startsWith(word))) for (const p of postings) take(Math.floor(p / 4), [1, 3, 6, 10][p % 4]);
    }
    for (const n of Object.hasOwn(forms, form) ? forms[form] : []) take(n, 1);
    const isHit = (other) => other === word || (isLast && other.startsWith(word)) || (Object.hasOwn(index.words, other) && (index.form[other] ?? other) === form);
    return { scores, isHit };
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) if (value) made.setAttribute(attribute, value);
    made.append(...children);
    return made;
  };
  const said = ([text, lang], name = "span") => element(name, { lang: lang !== document.documentElement.lang && lang }, text);
  const inLanguage = (names) => names.find(([, lang]) => lang === document.documentElement.lang) ?? names[0];
  const label = (name, value) => labels[name].replace("{1}", value);

  const passage = (text, tests) => {
    const spans = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter((m) => words(m[0]).some((w) => tests.some((t) => t(w))));
    if (!spans.length) return [];
    let start = Math.max(0, spans[0].index - BEFORE);
    start = start && text.indexOf(" ", start) + 1;
    const last = spans[0].index + spans[0][0].length;
    const end = text.length - last <= AFTER ? text.length : Math.max(last, text.lastIndexOf(" ", last + AFTER));
    const shown = element("p", { class: "passage" }, start ? "…" : "");
    for (const m of spans) {
      if (m.index + m[0].length > end) break;
      shown.append(text.slice(start, m.index), element("mark", {}, m[0]));
      start = m.index + m[0].length;
    }
    shown.append(text.slice(start, end), end < text.length ? "…" : "");
    return [shown];
  };

  const entry = (a, tests) => {
    const other = a.titles.slice(1).filter(([, lang]) => lang === document.documentElement.lang);
    const authors = a.authors.flatMap((name, i) => (i ? [", ", said(name)] : [said(name)]));
    const where = [a.year, ...["volume", "number", "pages"].map((name) => a[name] && `${labels[name]}\u00a0${a[name]}`)].filter(Boolean).join(", ");
    const journal = a.journal.length ? [said(inLanguage(a.journal), "cite"), where && ", "] : [];
    const link = element("a", { href: `${place.dataset.root}articles/${encodeURIComponent(a.id)}/${place.dataset.file}` }, said(a.titles[0]));
    return element("li", {}, element("p", { class: "name" }, link), ...other.map(([text]) => element("p", { class: "in" }, text)),
      ...(authors.length ? [element("p", { class: "by" }, ...authors)] : []),
      element("p", { class: "in" }, ...journal, where), ...passage(a.text, tests));
  };

  const address = (changes) => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries({ page: "", ...changes })) value ? query.set(name, value) : query.delete(name);
    return `?${query}`;
  };

  const facet = (name, facets, among, kept) => {
    const counts = new Map();
    for (const n of among) if (facets.of[name][n] !== "") counts.set(facets.of[name][n], (counts.get(facets.of[name][n]) ?? 0) + 1);
    if (counts.size < 2 && !kept) return [];
    const sorted = [...counts].sort(name === "year" ? (a, b) => b[0] - a[0] : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const items = sorted.map(([value, count]) => {
      const shown = name === "journal" ? said(inLanguage(facets.journals[value])) : labels[`${name}-${value}`] ?? `${value}`;
      const link = element("a", { href: address({ [name]: value }), "aria-current": `${value}` === kept && "true" }, shown);
      return element("li", {}, link, " ", element("span", { class: "count" }, `(${count})`));
    });
    if (kept) items.unshift(element("li", {}, element("a", { href: address({ [name]: "" }) }, labels.all)));
    const heading = element("h2", { id: `facet-${name}` }, labels[`facet-${name}`]);
    return [element("nav", { class: "facet", "aria-labelledby": `facet-${name}` }, heading, element("ul", {}, ...items))];
  };

  const search = async () => {
    const query = new URLSearchParams(location.search);
    const asked = query.get("q") ?? "";
    document.getElementById("q").value = asked;
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
    const wanted = [...new Set(words(asked.replace(/https?:\/\/(dx\.)?(doi|orcid)\.org\//gi, " ")))].slice(0, MOST_WORDS);
    if (!wanted.length) return [element("p", { class: "lead" }, labels.nothing_asked)];
    const facets = await part("facets");
    const found = await Promise.all(wanted.map((word, i) => hits(word, i === wanted.length - 1)));
    const all = [...found[0].scores.keys()].filter((n) => found.every((f) => f.scores.has(n)));
    const kept = Object.fromEntries(Object.keys(facets.of).map((name) => [name, query.get(name) ?? ""]));
    const within = (n, but) => Object.entries(kept).every(([name, value]) => name === but || !value || `${facets.of[name][n]}` === value);
    const score = (n) => found.reduce((sum, f) => sum + f.scores.get(n), 0);
    const rest = all.filter((n) => within(n)).sort((a, b) => score(b) - score(a) || a - b);
    const page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
    const shown = rest.slice((page - 1) * HITS, page * HITS);
    const articles = await Promise.all(shown.map(async (n) => (await part(`articles-${Math.floor(n / facets.length)}`))[n % facets.length]));
    const pages = Math.ceil(rest.length / HITS);
    const ways = [[page > 1, page - 1, "previous"], [page < pages, page + 1, "next"]].filter(([is]) => is);
    return [
      element("p", { class: "lead" }, rest.length ? label("found", rest.length) : labels.nothing_found),
      element("div", { class: "facets" }, ...Object.keys(kept).flatMap((name) => facet(name, facets, all.filter((n) => within(n, name)), kept[name]))),
      element("ul", { class: "list" }, ...articles.map((a) => entry(a, found.map((f) => f.isHit)))),
      element("nav", { class: "pager", "aria-label": labels["list-pages"] }, element("ul", {}, ...ways.map(([, n, name]) =>
        element("li", {}, element("a", { href: address({ page: `${n}` }), rel: name === "next" ? "next" : "prev" }, labels[name]))))),
    ];
  };

  search().then((made) => place.replaceChildren(...made), () => place.prepend(element("p", { class: "lead" }, labels.failed)));
})();
