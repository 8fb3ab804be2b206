// Shaded areas: venues and ends of corridors that the text names no more precisely than a region.

let clips = 0;

/** A country named as destination, since all of it would drown the map: a band inside its border with ``home``, the
 *  countries the story is about, or inside all of its border where it has none with them. */
class CountryBand {
  constructor(map, area, renderer, home, select) {
    Object.assign(this, { map, area, shown: false });
    this.cards = area.card === null ? [] : [area.card, ...area.also];
    this.anchor = L.latLng(area.anchor[1], area.anchor[0]);
    this.id = `gm-clip-${++clips}`;
    const own = () => area.polygons.flat().map(ring => lineText(ring.map(point => layerPoint(map, point))) + "Z").join("");
    const line = home && home.meets(area.polygons.flat(2)) ? home.outline : own;
    this.clip = svg("path", { "clip-rule": "evenodd" });
    const write = () => {
      this.clip.setAttribute("d", own());
      return line();
    };
    this.layer = new WholePath(write, `gm-area gm-band gm-${area.status}`, "geomap-areas", renderer);
    this.layer.on("add", () => {
      const path = this.layer._path;
      path.before(svg("clipPath", { id: this.id }, this.clip));
      path.setAttribute("clip-path", `url(#${this.id})`);
      answer(path, area, element => select(this, element));
    });
    this.layer.on("remove", () => this.clip.parentNode.remove());
  }

  get bounds() { return L.latLngBounds([this.anchor]); }

  show(on) {
    if (on === this.shown) return;
    this.shown = on;
    on ? this.layer.addTo(this.map) : this.layer.remove();
  }

  highlight(on) { this.layer._path?.classList.toggle("gm-on", on); }
}

/** Makes an area's path say its name and answer mouse and keyboard. */
function answer(path, area, open) {
  path.setAttribute("aria-label", [area.label, area.sub].filter(Boolean).join(", "));
  path.setAttribute("role", "button");
  // A venue's area has a pin in it, which is the one to reach by keyboard.
  if (area.role !== "venue") path.setAttribute("tabindex", "0");
  path.addEventListener("click", event => { event.stopPropagation(); open(null); });
  path.addEventListener("keydown", event => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open(path);
  });
}

class ShadedArea {
  constructor(map, area, renderer, select) {
    Object.assign(this, { map, area });
    this.cards = area.card === null ? [] : [area.card, ...area.also];
    this.anchor = L.latLng(area.anchor[1], area.anchor[0]);
    const turned = area.polygons.map(rings => rings.map(ring => ring.map(([lon, lat]) => [lat, lon])));
    this.layer = L.polygon(turned, { pane: "geomap-areas", renderer, smoothFactor: 0.5, bubblingMouseEvents: false,
      className: `gm-area gm-area-${area.role}` + (area.status ? ` gm-${area.status}` : "") });
    this.layer.on("add", () => answer(this.layer._path, area, element => select(this, element)));
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
