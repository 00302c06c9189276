// What the tests of the book ask a page. Evaluates to an object of functions; browsers.py puts it into a page.
({
  // The figure of that name on the screen and ready, or what is wrong.
  ready: async name => {
    const figure = document.getElementById(name);
    figure.scrollIntoView();
    for (let tries = 0; tries < 200 && !figure.live; tries++) await new Promise(done => setTimeout(done, 25));
    return Boolean(figure.live) && !figure.querySelector(".live-controls").disabled;
  },
  // Whether this is the page at the address, and whole.
  arrived: address => location.href.split("?")[0] === address && document.readyState === "complete" && Boolean(document.querySelector("main h1")),
  figures: () => [...document.querySelectorAll(".live")].map(figure => figure.id),
  // The controls of a figure that count now, each with the key that moves it.
  controls: name => [...document.getElementById(name).querySelectorAll("[data-control]")]
    .map(control => [control.dataset.control, control.querySelector("input:checked, input:not([type=radio])"), control])
    .filter(([, input]) => !input.disabled)
    .map(([name, input, control]) => {
      const last = input.type === "radio" ? control.querySelectorAll("input").length - 1 : +input.max;
      return [name, input.type === "number" ? "ArrowUp" : +input.value < last ? "ArrowRight" : "ArrowLeft"];
    }),
  focus: (name, control) => {
    const found = document.getElementById(name).querySelector(`[data-control="${control}"]`);
    found.querySelector("input:checked, input:not([type=radio])").focus();
    return true;
  },
  shown: name => {
    const figure = document.getElementById(name), marks = figure.querySelector(".live-marks svg").outerHTML;
    return [figure.querySelector(".live-words").textContent, marks, figure.live.places.join()];
  },
  // The picture and the sentence at settings, each as the address would name it.
  at: (name, settings) => settings.map(told => {
    const {live} = document.getElementById(name);
    live.open(new URLSearchParams(told));
    return [live.picture, live.sentence, document.getElementById(name).querySelector(".live-note").hidden];
  }),
  // What cannot be seen whole: it leaves the page, or a box that neither scrolls nor grows.
  cut: () => {
    const wide = document.documentElement.clientWidth, found = [];
    const scrolls = element => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
        if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return up;
    };
    if (document.documentElement.scrollWidth > wide + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll("main *, footer *")) {
      const text = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
      if (!text || !element.checkVisibility?.({visibilityProperty: true}) || element.closest(".katex-mathml, [hidden], .visually-hidden, template")) continue;
      const box = element.getBoundingClientRect();
      if (!box.width || box.width < 2 || scrolls(element)) continue;
      if (box.right > wide + 1 || box.left < -1) found.push(`${element.tagName}.${element.className} ${Math.round(box.left)}–${Math.round(box.right)}: ${element.textContent.slice(0, 40)}`);
    }
    for (const map of document.querySelectorAll(".still:has([aria-label^='Map of the derivation'])")) {
      const lit = map.querySelector("rect[stroke-width='3']")?.getBoundingClientRect(), box = map.getBoundingClientRect();
      if (lit && (lit.left < box.left || lit.right > box.right)) found.push("what the map lights is not in view");
    }
    for (const box of document.querySelectorAll(".eq-line, .eq-right, .eq-reason, .eq-box"))
      if (box.scrollWidth > box.clientWidth + 2 && box.clientWidth) found.push(`equation ${box.textContent.slice(-60)} ${box.scrollWidth} of ${box.clientWidth}`);
    return found;
  },
  // Signs of a sentence that stand on another line than the formula that they belong to, or that nothing keeps there.
  strayed: () => [...document.querySelectorAll("main span.math")]
    .filter(formula => formula.nextSibling?.nodeType === 3 && /^[.,;:)!?]/.test(formula.nextSibling.data))
    .concat([...document.querySelectorAll("main .kept")].filter(kept => {
    const part = kept.querySelector(".base").getBoundingClientRect();
    return [...kept.childNodes].filter(node => node.nodeType === 3).some(sign => {
      const range = document.createRange();
      range.selectNode(sign);
      const box = range.getBoundingClientRect();
      return (box.top + box.bottom) / 2 < part.top || (box.top + box.bottom) / 2 > part.bottom;
    });
  })).map(one => one.textContent.slice(-40)),
  // Plots whose paper does not lie where what moves over it does.
  apart: () => [...document.querySelectorAll(".live-picture:has(img)")].filter(picture => {
    const [paper, marks] = ["img", ".live-marks svg"].map(part => picture.querySelector(part).getBoundingClientRect());
    const {paddingLeft, paddingTop} = getComputedStyle(picture.querySelector("img"));
    return parseFloat(paddingLeft) || parseFloat(paddingTop) || ["left", "top", "width", "height"].some(side => Math.abs(paper[side] - marks[side]) > 1);
  }).map(picture => picture.closest(".live").id),
  // The smallest letters of the diagrams, in pixels on the screen.
  letters: () => Math.min(...[...document.querySelectorAll(":is(.live-marks, .still) svg :is(text, tspan)")]
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a)),
  // Put the focus on the first place of the page that takes it.
  begin: () => [...document.querySelectorAll("a[href], button")].some(one => { one.focus(); return document.activeElement === one; }),
  // What has the focus, and whether one can operate it.
  focused: () => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    const operable = one.matches("a[href], button, input, select, textarea, summary")
      || /auto|scroll/.test(getComputedStyle(one).overflowX + getComputedStyle(one).overflowY)
        && (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight);
    const all = window.bookSeen ??= new Map();
    if (!all.has(one)) all.set(one, all.size);
    return [operable, `${one.tagName}.${one.className}#${one.id} ${one.textContent.trim().slice(0, 30)}`, all.get(one)];
  },
  // Controls of figures, numbers of equations and links of the text that the focus has not reached.
  missed: () => [...document.querySelectorAll("main :is(a[href], button, input)")]
    .filter(one => one.checkVisibility?.({visibilityProperty: true}) && !one.disabled && !one.matches("[tabindex='-1']") && !one.closest(".dropdown-menu"))
    .filter(one => !(one.type === "radio" && !one.checked) && !window.bookSeen?.has(one))
    .map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)} ${one.getAttribute("href")}`),
})
