// Pins: one focusable marker each; where the text names so many places that their dots would lie on each other, the
// lesser ones gather behind the best-ranked one, which then carries their number.

const RADIUS = { origin: 6.5, destination: 6.5, through: 6.5, via: 4.5, venue: 14, place: 5 };
const GATHER_ABOVE = 60;     // fewer places than this are all drawn
const GATHER_WITHIN = 16;    // pixels
const GATHERED_RADIUS = 11;
const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A status's sign as a small drawing, the same as in the list's chips. */
function glyph(status, size) {
  return svg("svg", { viewBox: "-9 -9 18 18", width: size, height: size, "aria-hidden": "true" },
    svg("use", { href: `#gm-glyph-${status}` }));
}

/** People around a table: where talks are held. A ring instead of a disc where they are not (yet) held. */
function venueDrawing(pin) {
  const open = pin.status === "proposed" || pin.status === "planned";
  const seats = [0, 1, 2, 3, 4, 5].map(i => {
    const angle = (i + 0.5) * Math.PI / 3;
    return svg("circle", { cx: (7.4 * Math.cos(angle)).toFixed(2), cy: (7.4 * Math.sin(angle)).toFixed(2), r: 1.8 });
  });
  return svg("svg", { viewBox: "-15 -15 30 30", width: 30, height: 30, "aria-hidden": "true",
    class: "gm-venue-drawing" + (open ? " gm-open" : "") + (pin.status === "past" ? " gm-past" : "") },
  svg("circle", { class: "gm-disc", r: 12.6 }),
  svg("g", { class: "gm-table" }, svg("circle", { class: "gm-board", r: 3.5 }), ...seats));
}

class Pin {
  constructor(map, pin, { select, point }) {
    Object.assign(this, { map, pin, select, point, gathered: [] });
    this.radius = RADIUS[pin.role] ?? RADIUS.place;
    this.cards = pin.card === null ? [] : [pin.card, ...pin.also];
    const size = 2 * this.radius + 4;
    this.element = document.createElement("span");
    if (pin.role === "venue") this.element.append(venueDrawing(pin));
    this.marker = L.marker([pin.point[1], pin.point[0]], {
      pane: "geomap-pins", keyboard: true, riseOnHover: true, bubblingMouseEvents: false,
      icon: L.divIcon({ className: `gm-pin gm-pin-${pin.role} gm-precision-${pin.precision}`, html: this.element,
        iconSize: [size, size] }),
    });
    this.marker.on("add", () => this._listen());
    this.shown = false;
  }

  get name() { return this.pin.sub ? `${this.pin.label}, ${this.pin.sub}` : this.pin.label; }
  get anchor() { return this.marker.getLatLng(); }
  get bounds() { return L.latLngBounds([this.anchor, ...this.gathered.map(other => other.anchor)]); }

  _listen() {
    const icon = this.marker._icon;
    if (this.pin.card === null) {
      icon.removeAttribute("role");
      icon.removeAttribute("tabindex");
      icon.classList.remove("leaflet-interactive");
      return;
    }
    this._name();
    const open = () => this.select(this, icon);
    // Not for the map's ears: a click that no Leaflet layer takes closes every pop-up.
    icon.addEventListener("click", event => { event.stopPropagation(); open(); });
    icon.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
    for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
      icon.addEventListener(name, () => this.point(this.pin.card, on));
    }
  }

  _name() {
    const count = this.gathered.length;
    this.marker._icon?.setAttribute("aria-label", count ? `${count + 1} places around ${this.name}: zoom in` : this.name);
  }

  gather(others) {
    this.gathered = others;
    if (this.pin.role !== "place") return;
    this.element.textContent = others.length ? String(others.length + 1) : "";
    this.marker._icon?.classList.toggle("gm-cluster", others.length > 0);
    this._name();
  }

  show(on) {
    if (on === this.shown) return;
    this.shown = on;
    on ? this.marker.addTo(this.map) : this.marker.remove();
  }

  highlight(on) { this.marker._icon?.classList.toggle("gm-on", on); }
}

/** Gathers ``pins`` (best first) at the map's zoom; those that gather behind another one are hidden. */
function gatherPins(map, pins) {
  const cells = new Map(), heads = new Map();
  const cellOf = (x, y) => x * 65536 + y;
  for (const pin of pins) {
    const p = map.project(pin.anchor), column = Math.floor(p.x / GATHER_WITHIN), row = Math.floor(p.y / GATHER_WITHIN);
    let head = null;
    for (let x = column - 1; x <= column + 1 && !head; x++) {
      for (let y = row - 1; y <= row + 1 && !head; y++) {
        head = (cells.get(cellOf(x, y)) ?? []).find(other => distance(other.p, p) < GATHER_WITHIN) ?? null;
      }
    }
    if (head) {
      heads.get(head.pin).push(pin);
    } else {
      heads.set(pin, []);
      const key = cellOf(column, row);
      cells.has(key) ? cells.get(key).push({ pin, p }) : cells.set(key, [{ pin, p }]);
    }
  }
  for (const pin of pins) {
    pin.show(heads.has(pin));
    pin.gather(heads.get(pin) ?? []);
  }
}
