// Corridors as arrows: a casing, a line with its status's dash, a head, a badge in the middle, and a wide invisible
// line to point at. The curve itself comes bowed from the scene, in degrees; only its ends are trimmed here, in pixels.
// Where the text gives no direction there is no arrow: a short stem up from the place to the status's badge.

const START_GAP = 10;        // pixels between a pin's middle and the line that leaves it
const END_GAP = 11;
const HEAD = { length: 12, notch: 9, half: 5 };
const SHORT_HEAD = { length: 9, notch: 6.8, half: 4 };
const BADGE_ROOM = 46;       // a shorter arrow carries no badge: its line would vanish below it
const BADGE_PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.24, 0.76];      // shares of the line, the best first
const STOP_ROOM = 21;        // pixels between a badge's middle and a way station's

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a, b, share) => L.point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
const lengthOf = points => points.slice(1).reduce((sum, point, i) => sum + distance(points[i], point), 0);

/** The points of a line from ``from`` to ``to`` pixels along it; both ends interpolated. */
function stretch(points, from, to) {
  const kept = [];
  let travelled = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1], b = points[i], step = distance(a, b);
    const start = travelled, end = travelled + step;
    travelled = end;
    if (!step || end < from || start > to) continue;
    if (!kept.length) kept.push(start < from ? between(a, b, (from - start) / step) : a);
    kept.push(end > to ? between(a, b, (to - start) / step) : b);
  }
  return kept.length > 1 ? kept : points;
}

const alongLine = (points, pixels) => stretch(points, 0, pixels).slice(-1)[0];

/** Points every ``step`` pixels along a line, its first among them. */
function* everyFew(points, step) {
  let ahead = 0;
  for (let i = 1; i < points.length; i++) {
    const reach = distance(points[i - 1], points[i]);
    for (; ahead < reach; ahead += step) yield between(points[i - 1], points[i], ahead / reach);
    ahead -= reach;
  }
}

/** A filled arrowhead whose tip is at the end of ``points``. */
function headText(points, tip, head) {
  const base = alongLine(points, lengthOf(points) - head.length), reach = distance(base, tip) || 1;
  const ux = (tip.x - base.x) / reach, uy = (tip.y - base.y) / reach;
  const at = (back, side) => (tip.x - ux * back - uy * side).toFixed(1) + " " + (tip.y - uy * back + ux * side).toFixed(1);
  return `M${at(0, 0)}L${at(head.length, head.half)}L${at(head.notch, 0)}L${at(head.length, -head.half)}Z`;
}

const lineText = points => "M" + points.map(p => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L");

/** A point in layer pixels, not rounded to whole ones as Leaflet does: rounded curves wobble. */
function layerPoint(map, [lon, lat]) {
  return map.project([lat, lon]).subtract(map.getPixelOrigin());
}

/** Near the line's middle, clear of its way stations where it can be. */
function badgePlace(points, length, stops) {
  const places = BADGE_PLACES.map(share => alongLine(points, length * share));
  return places.find(place => stops.every(stop => distance(place, stop) > STOP_ROOM)) ?? places[0];
}

/** Where an arrow runs at the present zoom, in layer pixels. */
function layOut(map, arrow, exits) {
  const points = arrow.path.map(point => layerPoint(map, point));
  if (arrow.ending === "exit") return layOutExit(arrow, points, exits);
  const whole = lengthOf(points), room = Math.max(0.35, Math.min(1, whole / 70));
  const head = whole < 60 ? SHORT_HEAD : HEAD;
  const start = (arrow.twoWay ? END_GAP : START_GAP) * room;
  const end = whole - (arrow.ending === "place" ? END_GAP * Math.max(0.75, room) : 0);
  const visible = stretch(points, start, end);
  const tip = visible[visible.length - 1], length = lengthOf(visible);
  const back = arrow.twoWay ? head.notch : 0;
  return {
    visible,
    line: lineText(stretch(visible, back, Math.max(length - head.notch, length * 0.2))),
    casing: lineText(visible),
    heads: headText(visible, tip, head) + (arrow.twoWay ? headText([...visible].reverse(), visible[0], head) : ""),
    middle: badgePlace(visible, length - head.length * 0.5, (arrow.stops ?? []).map(stop => layerPoint(map, stop))),
    hasBadge: length > BADGE_ROOM,
  };
}

/** A way out of a place, direction not stated; with a line before it where it is stated as far as some way station. */
function layOutExit(arrow, points, { stem, angles }) {
  const foot = points[points.length - 1], angle = angles[arrow.count - 1]?.[arrow.slot];
  if (angle === undefined) return { visible: [], line: "", casing: "", heads: "", middle: foot, hasBadge: false };
  const turn = angle * Math.PI / 180, top = L.point(foot.x + stem * Math.cos(turn), foot.y + stem * Math.sin(turn));
  const way = points.length > 1 ? stretch(points, START_GAP, lengthOf(points)) : [];
  const line = (way.length ? lineText(way) : "") + lineText([foot, top]);
  return { visible: [...way, foot, top], line, casing: line, heads: "", middle: top, hasBadge: true };
}

/** One arrow on the map. ``select`` is called with the arrow when a reader asks for it. */
class Route {
  constructor(map, arrow, { renderer, select, point, exits }) {
    Object.assign(this, { map, arrow, exits });
    const style = `gm-${arrow.status}` + (arrow.unpaired ? " gm-unpaired" : "") + (arrow.ending === "exit" ? " gm-exit" : "");
    const path = (write, className) => new WholePath(write, className, "geomap-routes", renderer);
    this.parts = [
      path(() => this.plan().casing, "gm-casing"),
      path(() => this.plan().line, `gm-route ${style}`),
      path(() => this.plan().heads, `gm-head ${style}`),
    ];
    this.target = path(() => this.plan().casing, "gm-target");
    const size = arrow.ending === "exit" ? 17 : 18;
    this.badge = L.marker([0, 0], {
      pane: "geomap-badges", keyboard: false, interactive: false,
      icon: L.divIcon({ className: `gm-badge gm-${arrow.status}`, iconSize: [size, size], html: glyph(arrow.status, size) }),
    });
    this.stops = arrow.stops.map(([lon, lat]) => L.marker([lat, lon], {
      pane: "geomap-badges", keyboard: false, interactive: false,
      icon: L.divIcon({ className: `gm-stop gm-${arrow.status}`, iconSize: [8, 8] }),
    }));
    this.layers = [...this.parts, this.target, this.badge, ...this.stops];
    this.select = select;
    this.point = point;
    this.shown = false;
  }

  /** The layout of the present zoom, computed once for all parts. */
  plan() {
    const zoom = this.map.getZoom(), origin = this.map.getPixelOrigin();
    if (!this._plan || this._zoom !== zoom || !this._origin.equals(origin)) {
      this._plan = layOut(this.map, this.arrow, this.exits);
      this._zoom = zoom;
      this._origin = origin;
    }
    return this._plan;
  }

  show(on) {
    if (on === this.shown) return;
    this.shown = on;
    for (const layer of this.layers) on ? layer.addTo(this.map) : layer.remove();
    if (on) {
      this.makeReachable();
      this.placeBadge();
    }
  }

  makeReachable() {
    const element = this.target._path, { arrow } = this;
    if (!element || element.hasAttribute("role")) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", arrow.label);
    element.addEventListener("click", event => { event.stopPropagation(); this.select(this, element); });
    element.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.select(this, element);
    });
    for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
      element.addEventListener(name, () => {
        this.point(arrow.card, on);
        this.parts[0]._path?.classList.toggle("gm-focused", on && element.matches(":focus-visible"));
      });
    }
  }

  placeBadge() {
    const { middle, hasBadge } = this.plan();
    this.badge.setLatLng(this.map.layerPointToLatLng(middle));
    if (this.badge._icon) this.badge._icon.hidden = !hasBadge;
  }

  highlight(on) {
    for (const part of this.parts) part._path?.classList.toggle("gm-on", on);
  }

  get anchor() { return this.map.layerPointToLatLng(this.plan().middle); }
  get cards() { return [this.arrow.card]; }
  get bounds() { return L.latLngBounds(this.arrow.path.map(([lon, lat]) => [lat, lon])); }
}
