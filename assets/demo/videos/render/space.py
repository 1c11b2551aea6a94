"""Space: Saturn and its moons, a galaxy, an eclipse, the dance of Venus and the Earth."""

import cv2
import numpy as np
import skia
from numba import njit

import sound as s
from reel import (H, W, bloom, clouds, ease, fill, glow, line, main, mix, over, painted, ramp, ramps, rgb, scene, shape,
                  words)


def heaven(seed, count):
    """A sky full of stars."""
    rng = np.random.default_rng(seed)
    pic = np.zeros((H, W, 3), np.float32)
    for _ in range(count):
        y, x = rng.integers(1, H - 1), rng.integers(1, W - 1)
        tint = mix(rgb("#ffd9b0"), rgb("#b8d4ff"), rng.random())
        light = rng.random() ** 4 * 0.9 + 0.12
        pic[y, x] += tint * light
        if light > 0.6:
            pic[y - 1 : y + 2, x] += tint * 0.25
            pic[y, x - 1 : x + 2] += tint * 0.25
    return pic


@njit(fastmath=True, cache=True)
def saturn_rays(out, hit, eye, right, up, ahead, sun, bands, rings, moons, turn):
    h, w = out.shape[:2]
    p = np.zeros(3)
    d = np.zeros(3)
    for j in range(h):
        for i in range(w):
            u, v = (i - w / 2) / w, (h / 2 - j) / w
            n = 0.0
            for k in range(3):
                d[k] = ahead[k] * 1.9 + right[k] * u + up[k] * v
                n += d[k] * d[k]
            n = np.sqrt(n)
            for k in range(3):
                d[k] /= n
            best = 1e9
            r, g, b, a = 0.0, 0.0, 0.0, 0.0
            for m in range(moons.shape[0]):
                bq, cq = 0.0, -moons[m, 3] ** 2
                for k in range(3):
                    q = eye[k] - moons[m, k]
                    bq += q * d[k]
                    cq += q * q
                disc = bq * bq - cq
                if disc > 0:
                    t = -bq - np.sqrt(disc)
                    if 0 < t < best:
                        best = t
                        light = 0.0
                        for k in range(3):
                            p[k] = eye[k] + t * d[k]
                            light += (p[k] - moons[m, k]) / moons[m, 3] * sun[k]
                        light = max(light, 0.0) ** 0.8 + 0.03
                        if m == 0:
                            lat = p[1] * 0.5 + 0.5
                            y = min(max(lat, 0.0), 0.999) * (bands.shape[0] - 1)
                            lon = (np.arctan2(p[2], p[0]) / 6.2831853 + 0.5 + turn) % 1.0
                            c = bands[int(y), int(lon * (bands.shape[1] - 1))]
                            shade = 1.0
                            if sun[1] * p[1] < 0:
                                tt = -p[1] / sun[1]
                                rr = np.sqrt((p[0] + tt * sun[0]) ** 2 + (p[2] + tt * sun[2]) ** 2)
                                f = (rr - 1.24) / 1.1
                                if 0 < f < 1:
                                    shade = 1 - 0.85 * rings[int(f * (rings.shape[0] - 1)), 3]
                            light *= shade
                            r, g, b = c[0] * light, c[1] * light, c[2] * light
                        else:
                            r, g, b = light * moons[m, 4], light * moons[m, 5], light * moons[m, 6]
                        a = 1.0
            t = -eye[1] / d[1]
            if 0 < t < best:
                x, z = eye[0] + t * d[0], eye[2] + t * d[2]
                f = (np.sqrt(x * x + z * z) - 1.24) / 1.1
                if 0 < f < 1:
                    q = f * (rings.shape[0] - 2)
                    e = int(q)
                    k = q - e
                    al = rings[e, 3] * (1 - k) + rings[e + 1, 3] * k
                    along = x * sun[0] + z * sun[2]
                    off = x * x + z * z - along * along
                    light = 1.0
                    if along < 0 and off < 1.0:
                        light = 0.04 + 0.3 * max(0.0, (off - 0.92) / 0.08)
                    r = r * (1 - al) + al * rings[e, 0] * light
                    g = g * (1 - al) + al * rings[e, 1] * light
                    b = b * (1 - al) + al * rings[e, 2] * light
                    a = a * (1 - al) + al
            out[j, i, 0], out[j, i, 1], out[j, i, 2], hit[j, i] = r, g, b, a


@scene("saturn-moons", 10, 24)
def saturn_moons():
    """A flight past Saturn, its rings and four of its moons."""
    lat = np.linspace(0, 1, 700)
    rng = np.random.default_rng(5)
    tone = sum(rng.uniform(0.3, 1) / (1 + k * 0.18) * np.sin(lat * k * 3.1 + rng.uniform(0, 6)) for k in range(2, 26))
    tone = (tone - tone.min()) / (tone.max() - tone.min())
    swirl = clouds(8, 1400, 700, 120, 5) - 0.5
    bands = ramps(["#8a5a35", "#c99a62", "#efd6a2", "#fff1cf", "#d8a870"], np.clip(tone[:, None] + swirl * 0.14, 0, 1)) * 1.1
    r = np.linspace(0, 1, 900)
    dense = 0.35 + 0.55 * (r > 0.26) - 0.1 * (r > 0.72) + 0.16 * np.interp(r, np.linspace(0, 1, 260), rng.random(260) - 0.5)
    dense[(r > 0.63) & (r < 0.69)] = 0.03
    dense[(r > 0.93) & (r < 0.945)] = 0.05
    dense *= np.clip(r / 0.06, 0, 1) * np.clip((1 - r) / 0.02, 0, 1)
    shine = ramps(["#6d5848", "#b8946b", "#f2dcb3", "#e6c797", "#b59c80"], np.clip(r + 0.1 * np.interp(r, np.linspace(0, 1, 120), rng.random(120) - 0.5), 0, 1))
    rings = np.concatenate([shine, np.clip(dense, 0, 0.95)[:, None]], 1)
    sky = heaven(2, 900)
    sky += (ramps(["#070a1c", "#1b2452", "#6a2f66"], clouds(3, W, H, 400, 4) ** 1.8) * 0.85).astype(np.float32)
    sun = np.array([-0.75, 0.33, 0.58])
    sun /= np.linalg.norm(sun)
    out, hit = np.zeros((H * 3 // 2, W * 3 // 2, 3)), np.zeros((H * 3 // 2, W * 3 // 2))

    def frame(t):
        k = ease(t / 10)
        a, high, far = mix(-1.75, -0.35, k), mix(0.5, 0.2, k), mix(7.4, 5.9, k)
        eye = far * np.array([np.sin(a) * np.cos(high), np.sin(high), np.cos(a) * np.cos(high)])
        ahead = -eye / far
        right = np.cross(ahead, [0, 1, 0])
        right /= np.linalg.norm(right)
        up = np.cross(right, ahead)
        lean = 0.38
        right, up = right * np.cos(lean) + up * np.sin(lean), up * np.cos(lean) - right * np.sin(lean)
        moons = [[0, 0, 0, 1, 1, 1, 1]]
        for dist, size, speed, at, (cr, cg, cb) in ((2.75, 0.07, 0.55, 0.9, (0.95, 0.95, 1)), (3.2, 0.1, 0.4, 2.6, (0.85, 0.8, 0.72)),
                                                    (3.7, 0.15, 0.3, 5.6, (1, 0.72, 0.36)), (2.5, 0.05, 0.7, 4.1, (0.8, 0.85, 0.95))):
            q = at + speed * t
            moons.append([dist * np.cos(q), 0.12 * np.sin(q * 2), dist * np.sin(q), size, cr, cg, cb])
        saturn_rays(out, hit, eye, right, up, ahead, sun, bands, rings, np.array(moons), t * 0.03)
        top = cv2.resize(np.concatenate([out, hit[..., None]], 2).astype(np.float32), (W, H), interpolation=cv2.INTER_AREA)
        back = cv2.warpAffine(sky, np.float32([[1, 0, -t * 4], [0, 1, t]]), (W, H), borderMode=cv2.BORDER_REFLECT)
        return np.clip(bloom(back * (1 - top[..., 3:]) + top[..., :3], 0.16, 14, 0.5), 0, 1) ** 0.92

    tape = s.Tape(10)
    tape.chords([(38, 50, 57, 64), (34, 53, 58, 65), (41, 53, 60, 67), (36, 55, 60, 64)], 2.5, 0.12)
    for i, n in enumerate([81, 76, 84, 79, 77, 84, 88, 83]):
        tape.put(s.bell(n, 4), 0.5 + i * 1.2, 0.06, np.sin(i * 2.3))
    tape.hall(4, 0.5)
    return frame, tape.done()


@njit(fastmath=True, cache=True)
def splat(pic, xs, ys, cols, lights):
    h, w = pic.shape[:2]
    for n in range(xs.shape[0]):
        x, y = xs[n], ys[n]
        i, j = int(np.floor(x)), int(np.floor(y))
        if 0 <= i < w - 1 and 0 <= j < h - 1:
            fx, fy = x - i, y - j
            for c in range(3):
                v = cols[n, c] * lights[n]
                pic[j, i, c] += v * (1 - fx) * (1 - fy)
                pic[j, i + 1, c] += v * fx * (1 - fy)
                pic[j + 1, i, c] += v * (1 - fx) * fy
                pic[j + 1, i + 1, c] += v * fx * fy


@scene("spiral-galaxy", 11, 24, crf=27)
def spiral_galaxy():
    """A hundred thousand stars fall together and become a spiral."""
    rng = np.random.default_rng(12)
    n = 110000
    r = np.abs(rng.gamma(1.7, 62, n)) + 2
    a = rng.uniform(0, 2 * np.pi, n)
    high = rng.normal(0, 1, n) * (5 + 26 * np.exp(-((r / 45) ** 2)))
    cols = ramps(["#ffdf9a", "#ff9f5a", "#ff4f96", "#5a6cff", "#2fb8ff"], np.clip(r / 235 + rng.normal(0, 0.13, n), 0, 1) ** 0.9)
    hot = rng.random(n) < 0.02
    cols[hot] = rgb("#ff3f86")
    light = rng.gamma(0.8, 0.16, n) * (1 + 1.5 * hot)
    wild = np.stack([rng.normal(0, 150, n), rng.normal(0, 190, n), rng.normal(0, 90, n)])
    sky = heaven(7, 500) * 0.6

    def frame(t):
        k = ease(min(1.0, 0.8 + t / 8 * 0.2))
        wind = 2.6 * k
        long = 0.37 * k
        phase = a + t * 26 / (r**0.75 + 14) + 0.2 * t
        x = r * np.cos(phase) * (1 + long)
        y = r * np.sin(phase) * (1 - long)
        twist = -wind * np.log1p(r / 24) * 1.25 + t * 0.16
        x, y = x * np.cos(twist) - y * np.sin(twist), x * np.sin(twist) + y * np.cos(twist)
        p = np.stack([x, y, high * (1.6 - 0.6 * k)]) * k + wild * (1 - k)
        tilt, roll = mix(0.95, 0.62, t / 11), 0.5
        yy = p[1] * np.cos(tilt) - p[2] * np.sin(tilt)
        zz = p[1] * np.sin(tilt) + p[2] * np.cos(tilt)
        near = 620 / (620 + zz) * mix(1.2, 1.5, t / 11)
        px, py = (p[0] * np.cos(roll) - yy * np.sin(roll)) * near, (p[0] * np.sin(roll) + yy * np.cos(roll)) * near
        pic = np.zeros((H, W, 3), np.float32)
        splat(pic, px + W / 2, py + H / 2, cols, light)
        pic = bloom(pic * 2.8, 0.9, 10) + sky
        lum = pic.max(2, keepdims=True) + 1e-6
        return np.clip(pic / lum * (1 - np.exp(-lum * 1.15)) ** 0.8 + np.maximum(lum - 3, 0) * 0.06, 0, 1)

    tape = s.Tape(11)
    tape.chords([(36, 48, 55, 62), (43, 55, 59, 66), (40, 52, 59, 67), (48, 55, 64, 71)], 2.75, 0.13)
    rng2 = np.random.default_rng(3)
    scale = [72, 74, 76, 79, 81, 84, 86, 88, 91]
    for i in range(44):
        tape.put(s.bell(scale[rng2.integers(9)], 2), 0.2 + i * 0.24, 0.018 + 0.02 * i / 44, rng2.uniform(-1, 1))
    tape.hall(4, 0.5)
    return frame, tape.done()


@scene("eclipse-at-sea", 11, 24)
def eclipse_at_sea():
    """The Moon covers the Sun over an island; the corona, then the diamond ring."""
    cx, cy, r = 270, 300, 74
    yy, xx = np.mgrid[0:H, 0:W].astype(np.float32)
    d = np.hypot(xx - cx, yy - cy)
    angle = np.arctan2(yy - cy, xx - cx)
    turn = clouds(14, 1024, 4, 60, 5)[1]
    fine = clouds(15, 1024, 4, 12, 3)[2]
    spot = ((angle / (2 * np.pi) + 0.5) * 1023).astype(int)
    reach = 0.35 + 1.15 * turn[spot] ** 1.5 + 0.25 * np.abs(np.cos(angle)) ** 3
    streaks = 0.55 + 0.7 * fine[spot]
    out = np.maximum(d / r - 1, 0)
    corona = (np.exp(-out / 0.13) * 1.15 + np.exp(-out / (0.5 * reach)) * streaks * 0.62).astype(np.float32)
    sea = 690
    stars = heaven(23, 260)

    def land(c):
        c.drawPath(shape([(0, sea + 2), (0, 640), (30, 628), (64, 650), (110, 668), (158, 676), (205, sea + 2)]), fill("#0a0f17"))
        c.drawPath(shape([(400, sea + 2), (430, 676), (470, 668), (500, 650), (540, 640), (540, sea + 2)]), fill("#0a0f17"))
        c.drawPath(shape([(452, 668), (457, 604), (467, 604), (472, 668)]), fill("#121a26"))
        c.drawRect(skia.Rect(454, 594, 470, 605), fill("#ffd68a")), c.drawPath(shape([(450, 594), (462, 582), (474, 594)]), fill("#0a0f17"))
        for x in (18, 34, 50, 82):
            c.drawPath(shape([(x - 7, 662), (x, 608), (x + 7, 662)]), fill("#0a0f17"))

    coast = painted(land)

    def boat(t):
        def draw(c):
            x, y = 300 - t * 5, 742 + 2 * np.sin(t * 1.5)
            c.save(), c.translate(x, y), c.rotate(2.5 * np.sin(t * 1.3))
            c.drawPath(shape([(-48, -6), (-30, 10), (32, 10), (52, -8), (30, -2), (-28, -1)]), fill("#06090e"))
            c.drawPath(shape([(-20, -1), (-16, -17), (10, -19), (16, -1)]), fill("#0d131c"))
            c.drawLine(38, -4, 38, -26, line("#06090e", 3)), c.drawCircle(38, -30, 5, fill("#06090e"))
            c.drawLine(40, -18, 62, 14, line("#06090e", 1.8)), c.drawCircle(12, -8, 3, fill("#ffcb6b")), c.drawCircle(12, -8, 22, glow(12, -8, 22, ["#ffb347", "#ffb347"], [0.5, 0], True))
            c.restore()
        return painted(draw)

    def frame(t):
        off = np.interp(t, [0, 3.6, 7.2, 11], [-56, -0.5, 1.0, 62])
        mx, my = cx + off, cy - off * 0.35
        moon = np.hypot(xx - mx, yy - my)
        shown = 1 - np.clip(r * 1.015 - moon + 0.5, 0, 1)
        sun = np.clip(r - d + 0.5, 0, 1) * shown
        total = np.clip(1 - (abs(off) - 1.5) / 30, 0, 1) ** 1.5
        y = np.linspace(0, 1, sea)[:, None]
        dark = ramps(["#060d1f", "#0d2036", "#24506a", "#c77a4a", "#f7b15f"], y[:, 0] ** 1.35)
        day = ramps(["#27507c", "#3f7ba0", "#79aebd", "#d8cfa6", "#f6d48f"], y[:, 0] ** 1.2)
        pic = np.zeros((H, W, 3), np.float32)
        pic[:sea] = mix(day, dark, total)[:, None]
        pic += stars * total * (yy < 560)[..., None]
        pic += (corona * (0.12 + 0.88 * total) * shown)[..., None] * rgb("#e9f2ff")
        pic += (sun * 3.2)[..., None] * rgb("#fff2cf")
        bright = min(1.0, sun.sum() / 2600)
        edge = np.array([mx - cx, my - cy]) / (np.hypot(off, off * 0.35) + 1e-6)
        bx, by = cx - edge[0] * r, cy - edge[1] * r
        near = np.hypot(xx - bx, yy - by)
        ray = np.exp(-near / 26) * 1.1 + np.exp(-np.abs(yy - by) / 2.2) * np.exp(-np.abs(xx - bx) / 120) * 0.6 + np.exp(-np.abs(xx - bx) / 2.2) * np.exp(-np.abs(yy - by) / 90) * 0.5
        pic += (ray * bright * shown)[..., None] * rgb("#fff0d0")
        pic = over(pic, coast)
        rows = np.arange(H - sea)
        deep = rows / len(rows)
        wob = np.sin(rows[:, None] * 0.55 / (0.4 + deep[:, None]) + t * 2.6 + 0.02 * xx[:1]) * (2 + 16 * deep[:, None])
        lake = cv2.remap(pic, (xx[: len(rows)] + wob).astype(np.float32), np.repeat((sea - 1 - rows * 2.35).clip(0).astype(np.float32)[:, None], W, 1) + (wob * 0.8).astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        pic[sea:] = lake * (0.8 - 0.4 * deep)[:, None, None] * np.array([0.8, 0.92, 1.0], np.float32)
        pic = over(pic, boat(t))
        return np.clip(bloom(pic, 0.2, 16, 0.7), 0, 1)

    tape = s.Tape(11)
    tape.chords([(45, 57, 61, 64), (42, 54, 61, 66)], 1.8, 0.09)
    tape.chords([(38, 45, 50, 57, 66, 69)], 4, 0.13, 3.4)
    tape.chords([(43, 55, 62, 67), (45, 57, 64, 69)], 2.2, 0.11, 7.2)
    for i, n in enumerate([81, 85, 88, 93]):
        tape.put(s.bell(n, 4), 7.15 + i * 0.16, 0.11, (i - 1.5) * 0.4)
    for i, n in enumerate([69, 73, 76, 73]):
        tape.put(s.keys(n, 3), 0.4 + i * 0.8, 0.16)
    tape.put(s.hiss(11, 150, 1400, 4) * (0.55 + 0.45 * np.sin(s.span(11) * 1.4)), 0, 0.09)
    tape.hall(3.5, 0.4)
    return frame, tape.done()


@scene("venus-rose", 12, 24)
def venus_rose():
    """A line from Venus to the Earth, every few days: eight years make a flower of five petals."""
    cx, cy, re, rv = 270, 470, 214, 214 * 0.7233
    paper, navy = "#f6ecd8", "#1f2d56"
    tints = ["#d8503f", "#e98b3a", "#d9a928", "#5a9a6a", "#3b7ea1", "#6d5a9c", "#c2527f", "#d8503f"]
    step = 1 / 52

    def spot(years, period, r):
        q = 2 * np.pi * years / period - np.pi / 2
        return cx + r * np.cos(q), cy + r * np.sin(q)

    def frame(t):
        now = 2.6 + t / 12 * 6.5

        def draw(c):
            c.clear(ink_of(paper))
            c.drawCircle(cx, cy, 330, glow(cx, cy, 330, ["#fff9ea", paper], [1, 1]))
            for k in range(72):
                q = np.radians(k * 5)
                a, b = (246, 256) if k % 6 else (240, 262)
                c.drawLine(cx + a * np.cos(q), cy + a * np.sin(q), cx + b * np.cos(q), cy + b * np.sin(q), line(navy, 1.1, 0.5))
            for r in (rv, re):
                c.drawCircle(cx, cy, r, line(navy, 1.2, 0.55))
            n = int(min(now, 8.0) / step)
            for i in range(n + 1):
                u = i * step
                a, b = spot(u, 1, re), spot(u, 0.61520, rv)
                fresh = np.clip(1 - (now - u) / 0.5, 0, 1)
                c.drawLine(*a, *b, line(ramp(tints, u / 8), 1.0 + 1.4 * fresh, 0.42 + 0.5 * fresh))
            e, v = spot(now, 1, re), spot(now, 0.61520, rv)
            c.drawLine(*e, *v, line(navy, 1.6))
            c.drawCircle(cx, cy, 60, glow(cx, cy, 60, ["#ffce54", "#ffce54"], [0.75, 0]))
            c.drawCircle(cx, cy, 21, fill("#f7b32b")), c.drawCircle(cx, cy, 21, line("#d98e16", 1.5))
            c.drawCircle(*v, 11, fill("#e8b86d")), c.drawCircle(*v, 11, line("#9a6a2c", 1.6))
            c.drawCircle(*e, 13, fill("#3f86c9")), c.drawCircle(e[0] - 3, e[1] - 2, 5.5, fill("#7fc08a")), c.drawCircle(*e, 13, line(navy, 1.6))
            words(c, "金星 · 地球", cx, 118, 34, navy, face="Noto Serif CJK SC", bold=True)
            words(c, "the dance of Venus and Earth", cx, 152, 18, navy, 0.75, "Noto Serif CJK SC")
            words(c, f"{min(now, 8.0):.1f}", cx, 822, 50, "#d8503f", face="Noto Serif CJK SC", bold=True)
            words(c, "years · 年", cx, 854, 18, navy, 0.75, "Noto Serif CJK SC")

        return painted(draw)

    tape = s.Tape(12)
    tape.chords([(48, 55, 64), (45, 57, 60), (41, 53, 60), (43, 55, 62)], 3, 0.045)
    scale = [60, 64, 67, 69, 72, 76, 79, 81]
    rate = 6.5 / 12
    for i in range(0, 40):
        at = (i / 4 - 2.6) / rate
        if at >= 0:
            tape.put(s.pluck(scale[(i * 3) % 8], 2), at, 0.32, -0.4)
    for i in range(0, 60):
        at = (i * 0.6152 / 4 - 2.6) / rate
        if at >= 0:
            tape.put(s.bell(scale[(i * 5) % 8] + 12, 2), at, 0.07, 0.5)
    tape.hall(2.5, 0.3)
    return frame, tape.done()


def ink_of(colour):
    """A ground for `clear`."""
    return skia.Color4f(*map(float, rgb(colour)), 1.0)


if __name__ == "__main__":
    main()
