// Shaded areas: venues and ends of corridors that the text names no more precisely than a region.

let clips = 0;

/** Leaflet's way of writing a polygon, with what of its outline lies outside of it cut away. */
function clipToItself() {
  L.Polygon.prototype._updatePath.call(this);
  if (!this._clip) {
    this._clip = svg("clipPath", { id: `gm-clip-${++clips}` }, svg("path", { "clip-rule": "evenodd" }));
    this._path.setAttribute("clip-path", `url(#gm-clip-${clips})`);
  }
  this._path.before(this._clip);
  this._clip.firstChild.setAttribute("d", this._path.getAttribute("d"));
}

class ShadedArea {
  constructor(map, area, renderer, select) {
    Object.assign(this, { map, area });
    this.cards = area.card === null ? [] : [area.card, ...area.also];
    this.anchor = L.latLng(area.anchor[1], area.anchor[0]);
    const turned = area.polygons.map(rings => rings.map(ring => ring.map(([lon, lat]) => [lat, lon])));
    const isBand = area.precision === "country" && area.role === "destination";
    this.layer = L.polygon(turned, { pane: "geomap-areas", renderer, smoothFactor: 0.5, bubblingMouseEvents: false,
      className: `gm-area gm-area-${area.role}` + (area.status ? ` gm-${area.status}` : "")
        + (isBand ? " gm-band" : "") });
    if (isBand) this.layer._updatePath = clipToItself;
    this.layer.on("add", () => {
      const path = this.layer._path;
      path.setAttribute("aria-label", [area.label, area.sub].filter(Boolean).join(", "));
      path.setAttribute("role", "button");
      // A venue's area has a pin in it, which is the one to reach by keyboard.
      if (area.role !== "venue") path.setAttribute("tabindex", "0");
      path.addEventListener("keydown", event => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        select(this, path);
      });
    });
    this.layer.on("click", () => select(this, null));
    this.shown = false;
  }

  get bounds() { return this.layer.getBounds(); }

  show(on) {
    if (on === this.shown) return;
    this.shown = on;
    on ? this.layer.addTo(this.map) : this.layer.remove();
  }

  highlight(on) { this.layer._path?.classList.toggle("gm-on", on); }
}
