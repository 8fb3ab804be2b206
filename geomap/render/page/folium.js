// What folium's own layers expect from the libraries this page leaves out: a handful of lines instead of jQuery, and
// a plain pin instead of Font Awesome's.

window.$ = window.$ ?? (source => {
  if (typeof source === "string" && source.trim().startsWith("<")) {
    const template = document.createElement("template");
    template.innerHTML = source.trim();
    return [template.content.firstElementChild];
  }
  return { ready: run => run() };
});

L.AwesomeMarkers = L.AwesomeMarkers ?? {
  icon: ({ markerColor = "blue" }) => new L.Icon.Default({ className: `gm-user-pin gm-user-pin-${markerColor}` }),
};

L.Control.Attribution.mergeOptions({ prefix: false });
if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
  L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
}
