// What ipywidgets leaves out for screen readers: names and states of controls, and one region that says a figure's
// sentence once for each change. Runs once a page.
if (!window.backpropFigures) {
  window.backpropFigures = true;
  const label = control => control.querySelector(".widget-label")?.textContent ?? "";
  const set = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };

  const name = figure => {
    for (const control of figure.querySelectorAll(".widget-slider")) {
      for (const handle of control.querySelectorAll(".noUi-handle")) set(handle, "aria-label", label(control));
      for (const typed of control.querySelectorAll(".widget-readout")) {
        set(typed, "role", "textbox"); set(typed, "aria-label", `${label(control)}, to type`); set(typed, "title", "type a value");
      }
    }
    for (const control of figure.querySelectorAll(".widget-toggle-buttons")) {
      set(control, "role", "group"); set(control, "aria-label", label(control));
      for (const button of control.querySelectorAll("button")) set(button, "aria-pressed", String(button.classList.contains("mod-active")));
    }
    for (const picture of figure.querySelectorAll(".backprop-picture")) { set(picture, "tabindex", "0"); set(picture, "role", "group"); set(picture, "aria-label", "picture and what it shows"); }
  };

  const words = figure => figure.classList.contains("jupyter-widgets-disconnected")
    ? figure.querySelector(".backprop-gone")?.textContent : figure.querySelector(".backprop-words")?.textContent;

  const adopt = figure => {
    figure.dataset.backprop = "";
    const region = Object.assign(document.createElement("div"), {className: "backprop-said"});
    region.setAttribute("role", "status");
    figure.append(region);
    let last, waiting;
    const follow = () => {
      name(figure);
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const now = words(figure);
        if (last && now !== last) region.textContent = now;
        last = now;
      }, 300);
    };
    new MutationObserver(follow).observe(figure, {subtree: true, childList: true, attributes: true, attributeFilter: ["class"]});
    follow();
  };

  const look = () => document.querySelectorAll(".backprop-live:not([data-backprop])").forEach(adopt);
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
  look();
}
