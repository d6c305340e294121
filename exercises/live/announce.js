/**
 * Nothing to see: it tells the page what the lab beside it is set to, and answers when it is asked. The
 * kernel's word on the values counts only for the setting that the controls show: while the two differ
 * (the kernel is at work, or gone) there are no values.
 */

async function render({ model, el }) {
  el.style.display = "none";
  const id = Math.random().toString(36).slice(2);
  const lab = model.get("lab");
  const watched = model.get("watched");
  /** The controls' own models, by name. */
  const shown = new Map();
  await Promise.all(
    Object.entries(model.get("controls")).map(async ([name, reference]) =>
      shown.set(name, await model.widget_manager.get_model(reference.slice("IPY_MODEL_".length))),
    ),
  );

  /** What the controls show in this browser. */
  const current = () =>
    Object.fromEntries(
      [...shown].map(([name, control]) => {
        const { trait, values } = watched[name];
        const value = control.get(trait);
        return [name, values ? values[value] : value];
      }),
    );

  const state = () => {
    const settled = model.get("state");
    const controls = current();
    const same = Object.keys(controls).every((name) => controls[name] === settled.controls[name]);
    return { lab, id, controls, values: same ? settled.values : null };
  };
  const tell = (moved) => document.dispatchEvent(new CustomEvent("nl-lab", { detail: { ...state(), moved } }));

  const onAsk = ({ detail }) => detail.lab === lab && detail.answer(state());
  const onSet = ({ detail }) => detail.id === id && model.send({ set: detail.controls });
  const onMove = () => tell(true);
  document.addEventListener("nl-lab-ask", onAsk);
  document.addEventListener("nl-lab-set", onSet);
  model.on("change:state", onMove);
  for (const [name, control] of shown) control.on(`change:${watched[name].trait}`, onMove);
  tell(false);

  return () => {
    document.removeEventListener("nl-lab-ask", onAsk);
    document.removeEventListener("nl-lab-set", onSet);
    model.off("change:state", onMove);
    for (const [name, control] of shown) control.off(`change:${watched[name].trait}`, onMove);
  };
}

export default { render };
