// Shaded areas: venues and ends of corridors that the text names no more precisely than a region.

class ShadedArea {
  constructor(map, area, renderer, select) {
    Object.assign(this, { map, area });
    this.cards = area.card === null ? [] : [area.card, ...area.also];
    this.anchor = L.latLng(area.anchor[1], area.anchor[0]);
    const turned = area.polygons.map(rings => rings.map(ring => ring.map(([lon, lat]) => [lat, lon])));
    this.layer = L.polygon(turned, { pane: "geomap-areas", renderer, smoothFactor: 0.5, bubblingMouseEvents: false,
      className: `gm-area gm-area-${area.role}` + (area.status ? ` gm-${area.status}` : "") });
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
