/**
 * What changes while JupyterLab saves is saved as well.
 *
 * JupyterLab calls a document clean when a save has come back (`Context._save`, seen in 4.6), also where
 * something was typed, or an output came, while it was under way. No autosave follows, nobody is asked
 * before the tab closes, and the last words are lost. So a document that changed during a save is called
 * changed again.
 *
 * It needs nothing of JupyterLab but the objects handed to it, so it is written in the form in which
 * JupyterLab takes a built extension, and no build is needed.
 */
(() => {
  /** Follows one document from its opening to its closing. */
  const follow = (context) => {
    let changed = false;
    const onChange = () => {
      changed = true;
    };
    const onSave = (_, state) => {
      if (state === "started") {
        // What is sent is read in this same turn, after all who are told of the save have had their say.
        queueMicrotask(() => {
          changed = false;
        });
      } else if (state === "completed" && changed) {
        context.model.dirty = true;
      }
    };
    context.model.contentChanged.connect(onChange);
    context.saveState.connect(onSave);
    return {
      isDisposed: false,
      dispose() {
        if (this.isDisposed) return;
        this.isDisposed = true;
        context.model.contentChanged.disconnect(onChange);
        context.saveState.disconnect(onSave);
      },
    };
  };

  const plugin = {
    id: "new-localism-course:saving",
    description: "What is typed during a save is saved as well.",
    autoStart: true,
    activate: (app) => {
      for (const kind of ["Notebook", "Editor"]) {
        app.docRegistry.addWidgetExtension(kind, { createNew: (_, context) => follow(context) });
      }
    },
  };

  globalThis._JUPYTERLAB ??= {};
  globalThis._JUPYTERLAB["new-localism-course"] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
