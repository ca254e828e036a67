
"use strict";
{
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const isNarrow = matchMedia("(max-width: 60rem)");
  const isDark = matchMedia("(prefers-color-scheme: dark)");

  /* A page that was opened from a disk may keep nothing. */
  const kept = (value) => {
    try {
      if (value) localStorage.setItem("tonelint-theme", value);
      return localStorage.getItem("tonelint-theme");
    } catch {
      return value;
    }
  };

  const setUpTheme = () => {
    const button = byId("theme");
    const current = () => root.dataset.theme ?? (isDark.matches ? "dark" : "light");
    const name = () => { button.querySelector("span").textContent = current() === "dark" ? "Light" : "Dark"; };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      kept(root.dataset.theme);
      name();
    });
    isDark.addEventListener("change", name);
    name();
  };

  /* Marks and cards. */
  const parts = (id) => {
    const [, message, number] = /^(m\d+)[pf](\d+)$/.exec(id);
    return { message: byId(message), number, pin: byId(`${message}p${number}`), card: byId(`${message}f${number}`) };
  };

  const close = () => {
    byId("sheet").hidden = true;
    all(".on").forEach((element) => element.classList.remove("on"));
  };

  const showCard = (card) => {
    if (isNarrow.matches) {
      const copy = card.cloneNode(true);
      [copy, ...all("[id]", copy)].forEach((element) => element.removeAttribute("id"));
      all("a.pin", copy).forEach((pin) => {
        const label = document.createElement("span");
        label.className = pin.className;
        label.textContent = pin.lastChild.textContent;
        pin.replaceWith(label);
      });
      const list = document.createElement("ul");
      list.append(copy);
      byId("sheet").querySelector("div").replaceChildren(list);
      byId("sheet").hidden = false;
      return;
    }
    const list = card.closest(".cards");
    const [its, around] = [card, list].map((element) => element.getBoundingClientRect());
    const above = its.top - Math.max(around.top, 0) - 8;
    const below = its.bottom - Math.min(around.bottom, innerHeight) + 8;
    if (above < 0 || below > 0) list.scrollTop += above < 0 ? above : Math.min(above, below);
  };

  const choose = (id) => {
    const { message, number, pin, card } = parts(id);
    close();
    all(`.letter mark[data-f~="${number}"]`, message).forEach((mark) => mark.classList.add("on"));
    pin?.classList.add("on");
    card.classList.add("on");
    return { pin, card };
  };

  const chooseMark = (mark) => {
    const numbers = mark.dataset.f.split(" ");
    const message = mark.closest(".message").id;
    const now = numbers.findIndex((number) => byId(`${message}f${number}`).classList.contains("on"));
    showCard(choose(`${message}f${numbers[(now + 1) % numbers.length]}`).card);
  };

  const onClick = (event) => {
    const inLetter = event.target.closest(".letter a.pin");
    const inCard = event.target.closest(".cards a.pin");
    const mark = event.target.closest(".letter mark");
    if (inLetter) {
      event.preventDefault();
      const { card } = choose(inLetter.hash.slice(1));
      showCard(card);
      /* By keyboard the card is gone to; by mouse it is only shown. */
      if (!event.detail && !isNarrow.matches) card.focus({ preventScroll: true });
    } else if (inCard) {
      event.preventDefault();
      const { pin } = choose(inCard.hash.slice(1));
      pin.scrollIntoView({ block: "center" });
      pin.focus({ preventScroll: true });
    } else if (mark) {
      chooseMark(mark);
    } else if (event.target.closest("#sheet .close")) {
      document.querySelector(".letter .pin.on")?.focus({ preventScroll: true });
      close();
    }
  };

  const onFocus = (event) => {
    const pin = event.target.closest?.(".letter a.pin");
    if (pin && pin.matches(":focus-visible")) showCard(choose(pin.hash.slice(1)).card);
  };

  const onKey = (event) => {
    if (event.key !== "Escape") return;
    const card = event.target.closest?.(".card[id]");
    if (card) parts(card.id).pin?.focus();
    close();
  };

  /* Why a rule is one is said once, with the rules. */
  const onToggle = (event) => {
    const rule = event.target.dataset?.rule;
    if (!rule || event.target.querySelector(".why")) return;
    const why = byId(rule).querySelector(".why").cloneNode(true);
    event.target.querySelector("summary").after(why);
  };

  const openAll = () => all("details.aside").forEach((one) => { one.open = true; });

  /* The table. */
  const setUpTable = () => {
    const body = document.querySelector("tbody");
    const form = document.querySelector(".filters");
    if (!body) return;
    const more = byId("more");
    let rows = all("tr", body);
    let most = 200;
    const words = new Map();
    const text = (row) => {
      if (!words.has(row)) words.set(row, `${row.textContent} ${byId(row.dataset.m).querySelector(".letter").textContent}`.toLowerCase());
      return words.get(row);
    };
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const value = (cell) => (cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v));

    /* More rows than anybody looks at make a table slow; the rest is there when asked for. */
    const show = () => {
      const fitting = rows.filter((row) => !row.classList.contains("out"));
      rows.forEach((row) => { row.hidden = true; });
      fitting.slice(0, most).forEach((row) => { row.hidden = false; });
      more.hidden = fitting.length <= most;
      more.textContent = `Show all ${fitting.length}`;
      byId("found").textContent = `${fitting.length === rows.length ? "" : `${fitting.length} of `}${rows.length} messages`;
      form.querySelector("[type=reset]").hidden = fitting.length === rows.length;
    };

    const sort = (button) => {
      const head = button.closest("th");
      const first = button.dataset.first ?? "ascending";
      const second = first === "ascending" ? "descending" : "ascending";
      const way = head.ariaSort === first ? second : first;
      all("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.ariaSort = way;
      const sign = way === "ascending" ? 1 : -1;
      const keyed = rows.map((row) => [value(row.cells[head.cellIndex]), row]);
      keyed.sort(([one], [other]) => sign * (typeof one === "number" ? one - other : compare(one, other)));
      rows = keyed.map(([, row]) => row);
      show();
      body.replaceChildren(...rows);
    };

    const filter = () => {
      const wanted = byId("f-words").value.trim().toLowerCase();
      const [kind, principle, rule] = ["kind", "principle", "rule"].map((name) => byId(`f-${name}`).value);
      const fits = (found) => {
        const [its, of] = found.split("/");
        return (!kind || its === kind) && (!principle || of === principle) && (!rule || found.endsWith(`/${rule}`));
      };
      for (const row of rows) {
        const isIn =
          (!byId("f-failing").checked || row.classList.contains("fails")) &&
          (!(kind || principle || rule) || row.dataset.kinds.split(" ").some(fits)) &&
          (!wanted || text(row).includes(wanted));
        row.classList.toggle("out", !isIn);
        byId(row.dataset.m).hidden = !isIn;
      }
      show();
    };

    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    more.addEventListener("click", () => {
      most = Infinity;
      show();
    });
    document.querySelector("thead").addEventListener("click", (event) => {
      const button = event.target.closest(".sort");
      if (button) sort(button);
    });
    filter();
  };

  const theme = kept();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  document.addEventListener("DOMContentLoaded", () => {
    setUpTheme();
    setUpTable();
    document.addEventListener("click", onClick);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("keydown", onKey);
    document.addEventListener("toggle", onToggle, true);
    window.addEventListener("beforeprint", openAll);
  });
}
