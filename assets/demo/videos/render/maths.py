"""Mathematics: circles that draw a boat, pendulums in chaos, the Mandelbrot set, a tiling of another plane."""

import cv2
import numpy as np
import skia
from numba import njit

import sound as s
from reel import (H, W, bloom, ease, fade, fill, glow, line, main, mix, painted, ramps, rgb, scene, shape, small, words)


def along(points, n):
    """As many points, equally far apart, on a closed line."""
    p = np.array(points + points[:1], float)
    d = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    q = np.linspace(0, d[-1], n, endpoint=False)
    return np.interp(q, d, p[:, 0]) + 1j * np.interp(q, d, p[:, 1])


@scene("fourier-sampan", 11, 24)
def fourier_sampan():
    """Eighty turning circles, one on another, draw a sampan under sail."""
    boat = [(-190, 60), (-150, 52), (-96, 50), (-88, 10), (-60, -14), (-20, -22), (8, -20), (14, -40), (14, -70), (-80, -62), (-92, -120), (-70, -180),
            (-30, -236), (14, -262), (14, -292), (22, -292), (22, -262), (70, -200), (104, -130), (112, -74), (22, -68), (22, -18), (52, -8),
            (70, 12), (78, 48), (130, 48), (176, 34), (210, 8), (204, 44), (176, 86), (128, 116), (60, 128), (-60, 128), (-130, 112), (-170, 88)]
    z = along(boat, 1024)
    z = (z - z.mean()) * 1.12
    coef = np.fft.fft(z) / len(z)
    freq = np.fft.fftfreq(len(z), 1 / len(z))
    keep = np.argsort(-np.abs(coef))[:81]
    keep = keep[np.argsort(-np.abs(coef[keep]))]
    cx, cy = 268, 470
    us = np.linspace(0, 1, 900, endpoint=False)
    drawn = np.array([np.sum(coef[keep] * np.exp(2j * np.pi * freq[keep] * u)) for u in us])

    def ground(c):
        c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#0d3b66", "#0a2a4f", "#081f3d"]))
        for k in range(0, W + 1, 27):
            c.drawLine(k, 0, k, H, line("#6fb3e0", 0.6 if k % 135 else 1.2, 0.16))
        for k in range(0, H + 1, 27):
            c.drawLine(0, k, W, k, line("#6fb3e0", 0.6 if k % 135 else 1.2, 0.16))
        words(c, "81 circles, one boat", W / 2, 112, 27, "#e4f4ff", 0.95, "Noto Serif CJK SC")
        words(c, "八十一个圆，画一条船", W / 2, 148, 20, "#9fd4f7", 0.9, "Noto Serif CJK SC")
        c.drawCircle(420, 290, 120, glow(420, 290, 120, ["#ffe9b0", "#ffe9b0"], [0.28, 0])), c.drawCircle(420, 290, 38, fill("#ffe9b0", 0.9))

    back = skia.Image.fromarray(painted(ground), skia.kRGBA_8888_ColorType)

    def frame(t):
        u = (0.30 + t / 11 * 1.5) % 1
        whole = 0.30 + t / 11 * 1.5

        def draw(c):
            c.drawImageRect(back, skia.Rect(0, 0, W, H))
            for k in range(3):
                pts = [(x, 640 + k * 34 + 7 * np.sin(x / 38 + t * (1.5 + 0.3 * k) + k * 2)) for x in range(-10, W + 11, 10)]
                c.drawPath(shape(pts, False), line("#5cc8ff", 2.2, 0.55 - 0.12 * k))
            c.drawPath(shape([(cx + q.real, cy + q.imag) for q in drawn]), fill("#ffb26b", 0.16))
            now = int(u * 900)
            for i in range(0, 900, 3):
                age = ((now - i) % 900) / 900
                a, b = drawn[i], drawn[(i + 4) % 900]
                light = max(0.5, 1 - age)
                colour = mix(rgb("#ffd166"), rgb("#ff5d73"), min(1, age * 1.4))
                if age < 0.99:
                    c.drawLine(cx + a.real, cy + a.imag, cx + b.real, cy + b.imag, line(colour, 5, light))
            at = complex(cx, cy)
            for i in keep:
                to = at + coef[i] * np.exp(2j * np.pi * freq[i] * whole)
                r = abs(coef[i])
                if r > 0.6:
                    c.drawCircle(at.real, at.imag, r, line("#ffffff", 1.1, 0.34))
                    c.drawLine(at.real, at.imag, to.real, to.imag, line("#ffffff", 1.5, 0.8))
                at = to
            c.drawCircle(at.real, at.imag, 26, glow(at.real, at.imag, 26, ["#fff3c4", "#ffd166"], [0.9, 0], True))
            c.drawCircle(at.real, at.imag, 5, fill("#ffffff"))

        return painted(draw)

    tape = s.Tape(11)
    tape.chords([(45, 57, 64), (41, 53, 60), (48, 55, 64), (43, 55, 62)], 3, 0.05)
    for i in range(48):
        chord = [(57, 60, 64, 69), (53, 57, 60, 65), (55, 60, 64, 67), (55, 59, 62, 67)][i // 12]
        tape.put(s.pluck(chord[(i * 5 + i // 4) % 4] + 12 * (i % 3 == 0), 1.6), i * 0.25, 0.26, np.sin(i * 1.3) * 0.7)
    tape.hall(2, 0.3)
    return frame, tape.done()


def swing(state, dt):
    """A step of many double pendulums (Runge-Kutta)."""

    def rate(q):
        a, b, u, v = q
        d = a - b
        g, den = 9.8, 3 - np.cos(2 * d)
        du = (-3 * g * np.sin(a) - g * np.sin(a - 2 * b) - 2 * np.sin(d) * (v * v + u * u * np.cos(d))) / den
        dv = (2 * np.sin(d) * (2 * u * u + 2 * g * np.cos(a) + v * v * np.cos(d))) / den
        return np.array([u, v, du, dv])

    k1 = rate(state)
    k2 = rate(state + dt / 2 * k1)
    k3 = rate(state + dt / 2 * k2)
    k4 = rate(state + dt * k3)
    return state + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


@scene("pendulum-chaos", 11, 30, crf=28)
def pendulum_chaos():
    """A hundred and fifty double pendulums start alike, but for the breadth of a hair."""
    n = 150
    mem = {"q": np.array([np.full(n, 2.2), np.linspace(2.5, 2.59, n), np.zeros(n), np.zeros(n)]), "n": 0, "trail": np.zeros((H, W, 3), np.float32)}
    hues = ramps(["#ff2d55", "#ff9500", "#ffe34d", "#35e07a", "#2bb8ff", "#8a5bff", "#ff4fd8"], np.linspace(0, 1, n))
    long, cx, cy = 122, 270, 450

    def frame(t):
        while mem["n"] <= t * 30 + 130:
            for _ in range(8):
                mem["q"] = swing(mem["q"], 1 / 30 / 8)
            mem["n"] += 1
            if mem["n"] < t * 30 + 130 - 40:
                continue
            a, b = mem["q"][:2]
            x1, y1 = cx + long * np.sin(a), cy + long * np.cos(a)
            x2, y2 = x1 + long * np.sin(b), y1 + long * np.cos(b)

            def draw(c):
                for i in range(n):
                    c.drawLine(x1[i], y1[i], x2[i], y2[i], line(hues[i], 1.6, 0.55))
                    c.drawLine(cx, cy, x1[i], y1[i], line(hues[i], 1.3, 0.3))
                for i in range(n):
                    c.drawCircle(x2[i], y2[i], 3.4, fill(hues[i]))

            now = small(painted(draw))[..., :3]
            mem["trail"] = np.maximum(mem["trail"] * 0.955, now * 0.62)
            mem["now"] = now
        pic = np.maximum(mem["trail"], mem["now"])
        yy = np.linspace(0, 1, H)[:, None, None]
        return np.clip(bloom(pic, 0.45, 10) + mix(rgb("#0c0718"), rgb("#170a26"), yy), 0, 1)

    tape = s.Tape(11)
    tape.chords([(38, 50, 53, 57, 60), (34, 46, 53, 58, 62)], 5.5, 0.12)
    rng = np.random.default_rng(2)
    scale = [62, 65, 67, 69, 72, 74, 77, 79, 81, 84]
    at, i = 0.2, 0
    while at < 10.4:
        wild = at / 11
        tape.put(s.wood(scale[int((i * (1 + 2 * wild) + rng.integers(0, 1 + int(6 * wild))) % 10)]), at, 0.3, rng.uniform(-1, 1) * wild)
        at += 0.25 if wild < 0.3 else rng.choice([0.08, 0.125, 0.17, 0.25])
        i += 1
    tape.hall(2.4, 0.3)
    return frame, tape.done()


@njit(fastmath=True, cache=True)
def escape(out, cx, cy, wide, limit):
    h, w = out.shape
    for j in range(h):
        for i in range(w):
            a, b = cx + (i - w / 2) / w * wide, cy + (j - h / 2) / w * wide
            x, y, n = 0.0, 0.0, 0
            xx, yy = 0.0, 0.0
            while n < limit and xx + yy < 400.0:
                y = 2 * x * y + b
                x = xx - yy + a
                xx, yy = x * x, y * y
                n += 1
            if n >= limit:
                out[j, i] = -1
            else:
                out[j, i] = n + 1 - np.log2(0.5 * np.log(xx + yy))


@scene("mandelbrot-dive", 12, 24, crf=27)
def mandelbrot_dive():
    """A dive of thirteen doublings into the valley of the sea horses."""
    cx, cy, wide = -0.743643887037151, 0.131825904205330, 0.034
    kept = {}
    wheel = ramps(["#03122f", "#0e4f9e", "#35b3e8", "#f2fbff", "#ffd45e", "#f07b1d", "#8c1d2f", "#2a0a3c", "#03122f"], np.linspace(0, 1, 2048)).astype(np.float32)

    def level(k):
        if k not in kept:
            field = np.zeros((H * 2, W * 2))
            escape(field, cx, cy, wide / 2**k, 500 + 110 * k)
            tone = np.log(np.maximum(field, 1)) * 2.1
            pic = wheel[((tone % 1) * 2047).astype(int)]
            pic[field < 0] = rgb("#050310")
            kept[k] = pic
            for old in [o for o in kept if o < k - 1]:
                del kept[old]
        return kept[k]

    edge = np.clip(np.minimum.reduce(np.meshgrid(np.minimum(np.arange(W * 2), np.arange(W * 2)[::-1]), np.minimum(np.arange(H * 2), np.arange(H * 2)[::-1]))) / 60, 0, 1).astype(np.float32)

    def frame(t):
        deep = 13.2 * (0.94 * t / 12 + 0.06 * ease(t / 12))
        k = int(deep)
        f = deep - k
        q = 0.10 * np.sin(t * 0.4) + t * 0.04
        base, inner = level(k), level(k + 1)
        rot = np.array([[np.cos(q), -np.sin(q)], [np.sin(q), np.cos(q)]])

        def lay(img, zoom):
            m = rot * zoom / 2 * 1.22
            return np.float32(np.c_[m, np.array([W / 2, H / 2]) - m @ np.array([W, H])])

        a = cv2.warpAffine(base, lay(base, 2**f), (W, H), flags=cv2.INTER_AREA)
        b = cv2.warpAffine(inner, lay(inner, 2 ** (f - 1)), (W, H), flags=cv2.INTER_AREA)
        m = cv2.warpAffine(edge, lay(edge, 2 ** (f - 1)), (W, H))[..., None]
        return np.clip(a * (1 - m) + b * m, 0, 1)

    tape = s.Tape(12)
    x = s.span(12)
    for d in range(6):
        place = (x / 12 + d / 6) % 1
        f = 55 * 2 ** (place * 5)
        tape.put(np.sin(2 * np.pi * np.cumsum(f) / s.SR) * np.sin(np.pi * place) ** 2, 0, 0.05, np.sin(d))
    tape.chords([(38, 50, 57, 65), (36, 52, 55, 64), (34, 50, 58, 65), (33, 52, 57, 64)], 3, 0.1)
    for i in range(32):
        tape.put(s.bell([74, 77, 81, 84, 88, 86, 81, 77][i % 8], 1.6), 0.2 + i * 0.37, 0.05, np.sin(i))
    tape.hall(3, 0.4)
    return frame, tape.done()


@njit(fastmath=True, cache=True)
def tiles(out, mr, mi, turn, q, rr, ca, palette, size, ox, oy):
    h, w = out.shape[:2]
    for j in range(h):
        for i in range(w):
            x, y = (i - ox) / size, (j - oy) / size
            n2 = x * x + y * y
            if n2 >= 0.9985:
                out[j, i, 3] = 0
                continue
            # A motion of the plane: (z + m) / (1 + conj(m) z), then a turn.
            ax, ay = x + mr, y + mi
            bx, by = 1 + mr * x + mi * y, mr * y - mi * x
            d = bx * bx + by * by
            x, y = (ax * bx + ay * by) / d, (ay * bx - ax * by) / d
            x, y = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
            folds, flips = 0, 0
            near = 9.0
            cs, sn = np.cos(np.pi / q), np.sin(np.pi / q)
            for _ in range(60):
                moved = False
                if y < 0:
                    y = -y
                    folds += 1
                    moved = True
                side = x * sn - y * cs
                if side < 0:
                    x += -2 * side * sn
                    y -= -2 * side * cs
                    folds += 1
                    moved = True
                dx = x - ca
                e = dx * dx + y * y
                if e < rr * rr:
                    k = rr * rr / e
                    x, y = ca + dx * k, y * k
                    folds += 1
                    flips += 1
                    moved = True
                if not moved:
                    break
            near = min(y, x * sn - y * cs)
            arc = np.sqrt((x - ca) ** 2 + y * y) - rr
            r2 = np.sqrt(x * x + y * y)
            tone = flips % 4
            c = palette[tone * 2 + folds % 2]
            edge = min(1.0, max(0.0, (arc - 0.012) / 0.006))
            star = 1.0 if r2 < 0.20 + 0.05 * np.cos(q * np.arctan2(y, x)) else 0.0
            vein = min(1.0, max(0.0, (near - 0.004) / 0.004))
            dark = 0.35 + 0.65 * (1 - n2) ** 0.22
            for k in range(3):
                v = c[k] * (0.86 + 0.14 * vein)
                v = v * (1 - star) + star * palette[8][k]
                v = palette[9][k] * (1 - edge) + v * edge
                out[j, i, k] = v * dark
            out[j, i, 3] = min(1.0, (0.9985 - n2) * size / 3)


@scene("hyperbolic-tiles", 10, 24, crf=28)
def hyperbolic_tiles():
    """A walk over a floor of seven-sided tiles, three at each corner: a plane that curves away."""
    p, q = 7, 3
    # The mirror that closes the triangle (pi/7, pi/3) in the disc.
    ca = np.cos(np.pi / q) / np.sqrt(np.cos(np.pi / q) ** 2 - np.sin(np.pi / p) ** 2)
    rr = np.sqrt(ca * ca - 1)
    palette = np.array([rgb(c) for c in ("#d7263d", "#b81d33", "#f46036", "#d94f28", "#fff1d0", "#f0dcb0", "#1b998b", "#14786d", "#ffd166", "#2a1a1f")])
    out = np.zeros((H * 3 // 2, W * 3 // 2, 4))

    def ground(c):
        c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#f7e3bd", "#eec591"]))
        for k in range(5):
            c.drawCircle(W / 2, H / 2, 268 + k * 3, line("#8a4b2a", 1.2, 0.5 - 0.09 * k))
        for k in range(28):
            a = k * 2 * np.pi / 28
            for r, z in ((318, 4), (360, 5.5), (408, 7), (462, 8), (520, 9)):
                c.drawCircle(W / 2 + r * np.cos(a + r), H / 2 + r * np.sin(a + r), z, fill("#c0562f", 0.35))

    back = small(painted(ground))[..., :3]

    def frame(t):
        k = t / 10 * 2 * np.pi
        m = 0.62 * np.sin(k) * np.exp(1j * (0.6 + 0.5 * np.sin(k)))
        tiles(out, m.real, m.imag, t * 0.22, p, rr, ca, palette, 396.0, W * 0.75, H * 0.75)
        top = cv2.resize(out.astype(np.float32), (W, H), interpolation=cv2.INTER_AREA)
        return back * (1 - top[..., 3:]) + top[..., :3] * top[..., 3:]

    tape = s.Tape(10)
    beat = 60 / 98 / 2
    bass = [45, 45, 52, 45, 41, 41, 48, 41, 43, 43, 50, 43, 40, 40, 47, 44]
    tune = [69, 72, 76, 81, 80, 76, 72, 74, 77, 76, 74, 72, 71, 74, 76, 71]
    for i in range(int(10 / beat)):
        if i % 2 == 0:
            tape.put(s.pluck(bass[i // 2 % 16], 1.2, 0.3), i * beat, 0.4)
        tape.put(s.pluck(tune[i % 16], 1.0, 0.7), i * beat, 0.26, 0.4 * (-1) ** i)
        if i % 4 == 2:
            tape.put(s.hat(), i * beat, 0.12)
    tape.hall(1.5, 0.2)
    return frame, tape.done()


if __name__ == "__main__":
    main()
