// The basemap: shared arcs decoded once, drawn as a handful of SVG paths.
//
// Neighbours share their border's arc, and each arc is thinned once per zoom, so that no slivers can open between
// them. Nothing is clipped: a pan moves the picture and computes nothing.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT_VALUE = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));
const CELLS = 3600;          // around the globe: a tenth of a degree each
const SMALLEST_STEP = 0.6;   // pixels; a nearer vertex cannot be seen

/** Longitude and latitude in degrees to Web Mercator with the world from 0 to 1. */
function toWorld(lon, lat) {
  const sine = Math.sin(Math.max(-85.05, Math.min(85.05, lat)) * Math.PI / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** Arcs from text, as geomap/basemap/coding.py describes it: each a count, then that many steps. */
function decodeArcs(code) {
  const { text, origin, perDegree } = code;
  const arcs = [];
  let at = 0, x = 0, y = 0;
  const next = () => {
    let value = 0, unit = 1, digit;
    do {
      digit = DIGIT_VALUE[text[at++]];
      value += (digit & 31) * unit;
      unit *= 32;
    } while (digit & 32);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  while (at < text.length) {
    const arc = new Float64Array(2 * next());
    for (let i = 0; i < arc.length; i += 2) {
      x += next();
      y += next();
      [arc[i], arc[i + 1]] = toWorld(origin[0] + x / perDegree, origin[1] + y / perDegree);
    }
    arcs.push(arc);
  }
  return arcs;
}

/** One zoom's arcs as SVG path text, forwards and backwards, made when first asked for. */
class ArcTexts {
  constructor(arcs, scale, origin) {
    Object.assign(this, { arcs, scale, origin, forwards: [], backwards: [] });
  }

  points(index) {
    const arc = this.arcs[index], { scale, origin } = this, kept = [];
    let lastX = Infinity, lastY = Infinity;
    for (let i = 0; i < arc.length; i += 2) {
      const x = arc[i] * scale - origin.x, y = arc[i + 1] * scale - origin.y;
      const isEnd = i === 0 || i === arc.length - 2;
      if (isEnd || Math.abs(x - lastX) + Math.abs(y - lastY) > SMALLEST_STEP) {
        kept.push(x.toFixed(1) + " " + y.toFixed(1));
        lastX = x;
        lastY = y;
      }
    }
    return kept;
  }

  /** ``id`` >= 0: the arc forwards; ~id: backwards. */
  text(id) {
    const made = id < 0 ? this.backwards : this.forwards, index = id < 0 ? ~id : id;
    if (made[index] === undefined) {
      const points = this.points(index);
      made[index] = (id < 0 ? points.reverse() : points).join("L");
    }
    return made[index];
  }

  ring(ids) {
    return "M" + ids.map(id => this.text(id)).join("L") + "Z";
  }
}

/** A Leaflet path whose text is written once per zoom and never clipped. */
const WholePath = L.Path.extend({
  initialize(write, className, pane, renderer) {
    this._write = write;
    L.setOptions(this, { className, pane, renderer, interactive: false });
  },
  _project() { this._text = this._write(this._map); },
  _update() { this._updatePath(); },
  _updatePath() { this._renderer._setPath(this, this._text); },
  getBounds() { return L.latLngBounds([]); },
});

/** Draws the basemap and returns what others need of it: the outline of the countries the story is about. */
function drawBasemap(map, code) {
  const pane = "geomap-land";
  map.createPane(pane).style.zIndex = 200;
  map.getPane(pane).style.pointerEvents = "none";
  const renderer = L.svg({ pane, padding: 0.6 });
  const arcs = decodeArcs(code);

  let current = null;
  const texts = () => {
    const scale = map.options.crs.scale(map.getZoom()), origin = map.getPixelOrigin();
    if (!current || current.scale !== scale || !current.origin.equals(origin)) {
      current = new ArcTexts(arcs, scale, origin);
    }
    return current;
  };
  const add = (write, className) => new WholePath(write, className, pane, renderer).addTo(map);

  for (const { kind, rings } of code.fills) {
    add(() => rings.map(ring => texts().ring(ring)).join(""), "gm-fill gm-" + kind);
  }
  for (const { kind, arcs: ids } of code.lines) {
    add(() => ids.map(id => "M" + texts().text(id)).join(""), "gm-line gm-" + kind);
  }

  const home = code.fills.find(({ kind }) => kind === "focus")?.rings;
  if (!home) return null;
  return {
    outline: () => home.map(ring => texts().ring(ring)).join(""),
    /** Whether the outline passes close by any of ``points`` (longitude, latitude). */
    meets(points) {
      const cell = (x, y) => `${Math.floor(x * CELLS)} ${Math.floor(y * CELLS)}`, passed = new Set();
      for (const id of home.flat()) {
        const arc = arcs[id < 0 ? ~id : id];
        for (let i = 0; i < arc.length; i += 2) passed.add(cell(arc[i], arc[i + 1]));
      }
      return points.some(point => passed.has(cell(...toWorld(...point))));
    },
  };
}
