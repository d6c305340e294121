/**
 * What changes while JupyterLab saves is saved as well, and an older text never lands on a newer one.
 *
 * JupyterLab (seen in 4.6, `Context._save`) calls a document clean when a save has come back, also where
 * something was typed, or an output came, while it was under way: no autosave follows, nobody is asked
 * before the tab closes, and the last words are lost. And it begins a save while another is still under
 * way: the one sent first may arrive last, and its older text is what stays. So the saves of a document
 * wait for each other here, and a document that changed during one is called changed again.
 */

/** Lets one save at a time through. All who ask during one share the next, which sends the text of its own start. */
const inTurn = (save) => {
  let last = Promise.resolve();
  let waiting = null;
  return () => {
    if (waiting) return waiting;
    const next = () => {
      waiting = null;
      return save();
    };
    const mine = last.then(next, next);
    waiting = last = mine;
    return mine;
  };
};

const followed = new WeakSet();

/** Follows one document from its opening to its closing, however many views it has. */
const follow = (context) => {
  if (followed.has(context)) return;
  followed.add(context);
  let changed = false;
  context.model.contentChanged.connect(() => {
    changed = true;
  });
  context.saveState.connect((_, state) => {
    if (state === "started") {
      // What is sent is read in this same turn, after all who are told of the save have had their say.
      queueMicrotask(() => {
        changed = false;
      });
    } else if (state === "completed" && changed) {
      context.model.dirty = true;
    }
  });
  context.save = inTurn(context.save.bind(context));
};

export default {
  id: "new-localism-course:saving",
  description: "What is typed during a save is saved as well.",
  autoStart: true,
  activate: (app) => {
    for (const kind of ["Notebook", "Editor"]) {
      app.docRegistry.addWidgetExtension(kind, { createNew: (_, context) => follow(context) });
    }
  },
};
