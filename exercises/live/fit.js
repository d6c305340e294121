/**
 * Makes the figures beside it as wide as their column. Plotly draws them before they have a place on
 * the page, at a width of its own, and measures again only when the window says that it has changed.
 */
function render({ el }) {
  el.style.display = "none";
  const tell = () => window.dispatchEvent(new Event("resize"));
  let watch;
  // Neither the place in the page nor its width is there yet.
  const begin = requestAnimationFrame(() => {
    if (!el.parentElement) return;
    watch = new ResizeObserver(tell);
    watch.observe(el.parentElement);
  });
  const later = [300, 1500].map((wait) => setTimeout(tell, wait));
  return () => {
    cancelAnimationFrame(begin);
    later.forEach(clearTimeout);
    watch?.disconnect();
  };
}

export default { render };
