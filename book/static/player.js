// Makes the live figures of a page move, without a kernel. All states of a figure come as one script, made by
// tools/book/pack.py, when the figure comes near: a table, of which a row has the places of the controls' settings,
// then the numbers of the pieces that its sentence and its picture are put together from.
{
const arriving = {};
window.backpropStates = (name, head, packed) => arriving[name](unpack(head, packed));

const unpack = async (head, packed) => {
  const letters = await fetch("data:application/gzip;base64," + packed);
  const bytes = await new Response(letters.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const [many, words, marks] = head.widths, width = many + words + marks;
  const table = new (head.bytes === 2 ? Uint16Array : Uint32Array)(bytes, 0, head.rows * width);
  const pieces = new TextDecoder().decode(new Uint8Array(bytes, table.byteLength)).split("\0");
  const rows = new Map();
  for (let at = 0; at < table.length; at += width) rows.set(table.subarray(at, at + many).join(), at);
  const text = (from, count) => Array.from(table.subarray(from, from + count), number => pieces[number]).join("");
  return {
    controls: head.controls,
    has: places => rows.has(places.join()),
    at: places => {
      const at = rows.get(places.join()) + many;
      return {sentence: text(at, words), picture: text(at + words, marks)};
    },
  };
};

const fetched = (name, address) => new Promise((resolve, reject) => {
  arriving[name] = resolve;
  document.head.append(Object.assign(document.createElement("script"), {src: address, onerror: reject}));
});

// A control as it stands on the page: its setting is told and read as a place in the list of its values.
const onPage = (element, {values, says, labels}) => {
  const [inputs, readout, label] = [[...element.querySelectorAll("input")], element.querySelector("output"), element.querySelector("span")];
  const [input] = inputs, is = input.type;
  return {
    read: () => is === "radio" ? +inputs.find(one => one.checked).value : is === "range" ? +input.value
      : values.indexOf(Math.min(Math.max(Math.round(+input.value), values[0]), values.at(-1))),
    typing: () => is === "number" && input.value.trim() === "",
    typed: place => { if (is === "number") input.value = values[place]; },  // while one types it stays as it is
    tell: (place, top, counts) => {
      for (const one of inputs) one.disabled = !counts;
      if (is === "radio") inputs[place].checked = true;
      if (is === "number") { label.textContent = labels[place]; if (document.activeElement !== input) input.value = values[place]; }
      if (is === "range") { input.max = top; input.value = place; readout.value = says[place]; input.setAttribute("aria-valuetext", says[place]); }
    },
  };
};

class Live {
  constructor(figure, states) {
    Object.assign(this, {figure, states, controls: states.controls});
    this.index = Object.fromEntries(this.controls.map((control, k) => [control.name, k]));
    this.places = this.controls.map(control => control.first);
    this.shown = this.controls.map(({name}, k) => onPage(figure.querySelector(`[data-control="${name}"]`), this.controls[k]));
    this.part = name => figure.querySelector(`.live-${name}`);
    this.shown.forEach((control, k) => {
      const element = figure.querySelector(`[data-control="${this.controls[k].name}"]`);
      element.addEventListener("input", () => { if (!control.typing()) { this.stop(); this.turn(k, control.read()); } });
      element.addEventListener("change", () => control.typed(this.places[k]));
    });
    this.part("film")?.addEventListener("click", event => this[event.target.dataset.does]?.());
    this.part("controls").disabled = false;
    this.follow();
    this.since = performance.now();  // what tests/bench/book.py reads
  }

  // One control is turned to a place; what the rules say of the others follows.
  turn(k, place, keep = true) {
    this.places[k] = place;
    if (this.controls[k].alone) this.controls.forEach((other, j) => { if (other.alone && j !== k) this.places[j] = other.first; });
    this.follow();
    if (keep) this.address();
  }

  follow() {
    const counts = [], tops = this.controls.map(({values, top}, k) => top ? top[1][this.places[this.index[top[0]]]] : values.length - 1);
    this.controls.forEach(({when}, k) => {
      this.places[k] = Math.min(this.places[k], tops[k]);
      counts[k] = !when || this.places[this.index[when[0]]] === when[1];
      this.shown[k].tell(this.places[k], tops[k], counts[k]);
    });
    const state = this.places.map((place, k) => counts[k] ? place : Math.min(this.controls[k].first, tops[k]));
    Object.assign(this, this.states.at(state));
    this.part("marks").innerHTML = this.picture;
    this.part("words").textContent = this.sentence;
    this.part("note").hidden = true;
  }

  // The film: `stride` epochs every so many milliseconds, or as many more as the page's own settings are apart.
  get film() { return JSON.parse(this.part("film").dataset.film); }
  get played() { return this.index[this.film.of]; }
  play() {
    if (this.timer) return this.stop();
    const {stride, every} = this.film, k = this.played, {values} = this.controls[k];
    if (this.places[k] === values.length - 1) this.turn(k, 0);
    this.part("words").setAttribute("aria-live", "off");
    this.part("film").querySelector("[data-does=play]").textContent = "pause";
    const next = () => {
      const at = this.places[k], wait = every * Math.max(1, (values[at + 1] - values[at]) / stride);
      this.timer = setTimeout(() => {
        this.turn(k, at + 1);
        at + 2 === values.length ? this.stop() : next();
      }, wait);
    };
    next();
  }
  stop() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    this.part("words").removeAttribute("aria-live");
    this.part("film").querySelector("[data-does=play]").textContent = "play";
  }
  step() { this.stop(); this.turn(this.played, Math.min(this.places[this.played] + 1, this.controls[this.played].values.length - 1)); }
  reset() { this.stop(); this.turn(this.played, 0); }

  // The address names every setting that is not the first: #outer.figure?alpha=2&wiggle=0.5
  address() {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const told = this.controls.flatMap(({name, values, first}, k) => this.places[k] === first ? [] : [[name, values[this.places[k]]]]);
      history.replaceState(null, "", `#${this.figure.id}${told.length ? "?" + new URLSearchParams(told) : ""}`);
    }, 300);
  }
  open(told) {
    this.stop();
    this.places = this.controls.map(({first}) => first);
    this.controls.forEach(({name, values, first}, k) => {
      const place = told.has(name) ? nearest(values, told.get(name)) : first;
      if (place !== first) this.turn(k, place, false);
    });
    this.follow();
    const missing = [...told].filter(([name, asked]) => !is(this.controls[this.index[name]]?.values[this.places[this.index[name]]], asked));
    this.part("note").hidden = !missing.length;
    this.part("note").textContent = `This page does not have ${missing.map(pair => pair.join(" = ")).join(", ")}. The nearest setting is shown.`;
  }
}

const is = (value, asked) => String(value) === asked || (typeof value === "number" && Math.abs(value - asked) < 1e-9);
const nearest = (values, asked) => {
  const away = values.map(value => is(value, asked) ? -1 : Math.abs(value - asked));
  return Math.max(0, away.indexOf(Math.min(...away.filter(distance => !Number.isNaN(distance)))));
};

// The whole screen: the figure stands in a dialog, which Escape closes.
const enlarge = figure => {
  const dialog = Object.assign(document.createElement("dialog"), {className: "live-whole"}), place = document.createComment("");
  const button = figure.querySelector(".live-large");
  dialog.setAttribute("aria-label", figure.getAttribute("aria-label"));
  figure.replaceWith(place);
  dialog.append(figure);
  document.body.append(dialog);
  button.textContent = "close";
  button.onclick = () => dialog.close();
  dialog.onclose = () => {
    place.replaceWith(figure);
    dialog.remove();
    button.textContent = "whole screen";
    button.onclick = () => enlarge(figure);
    button.focus({preventScroll: true});
  };
  dialog.showModal();
  button.focus({preventScroll: true});
};
document.querySelectorAll(".live-large").forEach(button => button.onclick = () => enlarge(button.closest(".live")));

// What scrolls sideways can be scrolled by keys, in browsers too that do not see to it themselves.
const scrolls = new ResizeObserver(seen => seen.forEach(({target}) => {
  if (target.scrollWidth <= target.clientWidth) return target.removeAttribute("tabindex");
  for (const [name, value] of Object.entries({tabindex: 0, role: "group", "aria-label": "picture, scrolls sideways"})) target.setAttribute(name, value);
}));
document.querySelectorAll(".live-picture, .still").forEach(picture => scrolls.observe(picture));
// A map that scrolls begins at the first place that is lit: derivation_map.py draws its edge three pixels wide.
for (const map of document.querySelectorAll(".still")) {
  const lit = map.querySelector('rect[stroke-width="3"]')?.getBoundingClientRect(), box = map.getBoundingClientRect();
  if (lit) map.scrollLeft += (lit.left + lit.right - box.left - box.right) / 2;
}

// From a folder no page may read another: what would run a kernel leads to the page that says so, and the search shows
// titles without a piece of each page.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll('a[href^="lite/"]')) link.href = "in_the_browser.html";
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

// On paper a page is as by day.
const page = document.documentElement;
addEventListener("beforeprint", () => { page.dataset.before = page.dataset.theme; page.dataset.theme = "light"; });
addEventListener("afterprint", () => { page.dataset.theme = page.dataset.before; });

const figures = [...document.querySelectorAll(".live")], ready = new Map();
const wake = figure => ready.get(figure) ?? ready.set(figure, fetched(figure.id, figure.dataset.states)
  .then(states => figure.live = new Live(figure, states))).get(figure);
const near = new IntersectionObserver(seen => seen.forEach(({isIntersecting, target}) => {
  if (isIntersecting) { near.unobserve(target); wake(target); }
}), {rootMargin: "1500px"});
figures.forEach(figure => near.observe(figure));
addEventListener("load", () => setTimeout(() => figures.forEach(wake)));  // the others when the page is there

const follow = async () => {
  const [id, told] = location.hash.slice(1).split("?"), figure = figures.find(one => one.id === id);
  if (!figure) return;
  (await wake(figure)).open(new URLSearchParams(told));
  figure.scrollIntoView({block: "nearest"});
};
addEventListener("hashchange", follow);
follow();
}
