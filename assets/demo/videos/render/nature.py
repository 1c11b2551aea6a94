"""Nature: a cherry tree, rain on a pond, evening in the mountains, northern lights."""

import cv2
import numpy as np
import skia

import sound as s
from reel import (H, W, bloom, clouds, curve, ease, fade, fill, glow, line, main, mix, over, painted, ramps, rgb, scene,
                  shape)


@scene("cherry-tree", 11, 24)
def cherry_tree():
    """A tree grows branch by branch, blossoms, and lets its petals go."""
    rng = np.random.default_rng(11)
    twigs, blossoms = [], []

    def grow(x, y, angle, length, width, born, depth):
        if depth == 0 or length < 9:
            for _ in range(4):
                a, r = rng.uniform(0, 6.3), rng.uniform(0, 22)
                blossoms.append((x + r * np.cos(a), y + r * np.sin(a) * 0.8, rng.uniform(4, 9.5), born + rng.uniform(0, 1.2),
                                 rng.integers(4)))
            return
        bend = rng.uniform(-0.25, 0.25)
        ex, ey = x + length * np.cos(angle), y + length * np.sin(angle)
        mx, my = (x + ex) / 2 - bend * length * np.sin(angle), (y + ey) / 2 + bend * length * np.cos(angle)
        took = 0.25 + length / 300
        twigs.append(((x, y), (mx, my), (ex, ey), width, width * 0.72, born, took))
        if depth <= 3:
            for _ in range(2):
                blossoms.append((mx + rng.uniform(-14, 14), my + rng.uniform(-12, 12), rng.uniform(4, 8.5),
                                 born + 0.7 + rng.uniform(0, 1), rng.integers(4)))
        forks = 3 if depth in (7, 5) else 2
        for k in range(forks):
            turn = (k - (forks - 1) / 2) * rng.uniform(0.55, 0.85) + rng.uniform(-0.15, 0.15)
            lift = -0.06 * np.cos(angle)
            grow(ex, ey, angle + turn + lift, length * rng.uniform(0.7, 0.86), width * 0.7, born + took * 0.85, depth - 1)

    grow(262, 805, -np.pi / 2 + 0.03, 128, 27, -0.9, 8)
    last = max(b[3] for b in blossoms)
    falls = [(b, 2.5 + rng.uniform(0, 8.5), rng.uniform(30, 70), rng.uniform(0, 6.3)) for b in blossoms if rng.random() < 0.13]
    pinks = ["#ffd9e6", "#ffb7d0", "#f98fb7", "#ffeef4"]

    def backdrop(c):
        c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#8fd0ec", "#c9ecf2", "#fdf3e4", "#ffe2d6"]))
        c.drawCircle(400, 250, 300, glow(400, 250, 300, ["#fffbe8", "#fffbe8"], [0.9, 0]))
        for x, y, r in ((70, 175, 34), (115, 160, 46), (165, 178, 32), (440, 95, 30), (480, 84, 38), (522, 100, 28)):
            c.drawCircle(x, y, r, fill("#ffffff", 0.75, 3))
        c.drawPath(curve([(-40, 720), (80, 640), (190, 690), (330, 600), (460, 680), (600, 630), (600, 1000), (-40, 1000)]), fill("#a9cfd8", 0.8))
        c.drawPath(curve([(-40, 770), (120, 720), (260, 755), (420, 705), (600, 760), (600, 1000), (-40, 1000)]), fill("#8fc2a8"))
        c.drawPath(curve([(-60, 850), (130, 792), (272, 778), (430, 795), (620, 850), (620, 1010), (-60, 1010)]), fade((0, 780), (0, H), ["#79b56b", "#3f8757"]))
        for i in range(150):
            z = rng.uniform(0, 1) ** 0.7
            x, y = rng.uniform(0, W), 835 + z * 125
            c.drawLine(x, y + 10 * z, x + 2, y - 6 - 8 * z, line("#bfe07f", 1 + z, 0.6))
            if i % 3 == 0:
                c.drawCircle(x + 2, y - 7 - 8 * z, 2 + 2.6 * z, fill(["#fff2f6", "#ffc2d6", "#ffe27a"][i % 9 // 3]))

    ground = painted(backdrop)
    backing = skia.Image.fromarray(ground, skia.kRGBA_8888_ColorType)

    def frame(t):
        u = last * (0.76 + 0.3 * t / 7) if t < 7 else 1e9
        wind = np.sin(t * 1.1) * 2.2

        def draw(c):
            c.drawImageRect(backing, skia.Rect(0, 0, W, H))
            for a, m, b, w0, w1, born, took in twigs:
                k = ease((u - born) / took)
                if k <= 0:
                    continue
                sway = lambda p: p[0] + wind * ((800 - p[1]) / 500) ** 2
                q = [np.array((sway(p), p[1])) for p in (a, m, b)]
                q1 = mix(q[0], q[1], k)
                e = mix(q1, mix(q[1], q[2], k), k)
                path = skia.Path()
                path.moveTo(*q[0]), path.quadTo(*q1, *e)
                c.drawPath(path, line("#4a2f2c", mix(w0, w1, 0.35) * (0.3 + 0.7 * min(1, (u - born) / 2.2))))
            for x, y, r, born, tone in blossoms:
                k = ease((u - born) / 0.9)
                if k > 0:
                    c.drawCircle(x + wind * ((800 - y) / 500) ** 2, y, r * k, fill(pinks[tone], 0.92))
            for (x, y, r, _, tone), when, speed, turn in falls:
                age = t - when
                if age > 0:
                    py = min(y + speed * age, 870 + (tone * 37 + r * 9) % 70)
                    px = x + 18 * np.sin(age * 1.7 + turn) + 16 * age * (py < 860)
                    c.save(), c.translate(px, py), c.rotate(age * 90 + turn * 50)
                    c.drawOval(skia.Rect(-r * 0.7, -r * 0.35, r * 0.7, r * 0.35), fill(pinks[tone]))
                    c.restore()

        return painted(draw)

    tape = s.Tape(11)
    tape.chords([(50, 57, 62, 66), (47, 54, 62, 66), (43, 55, 59, 62), (45, 57, 61, 64)], 3, 0.05)
    tune = [74, 78, 81, 78, 83, 81, 78, 76, 74, 78, 81, 86, 85, 81, 78, 81, 83, 86, 88, 86, 81, 78, 76, 74]
    for i, n in enumerate(tune):
        tape.put(s.pluck(n, 2.2, 0.35), 0.3 + i * 0.47, 0.3, np.sin(i) * 0.6)
    tape.hall(2.5, 0.3)
    return frame, tape.done()


@scene("rain-pond", 10, 24, most=1000)
def rain_pond():
    """Rain falls on a pond with lily leaves; each drop sends out its rings."""
    gw, gh = 270, 480
    rng = np.random.default_rng(4)
    state = {"a": np.zeros((gh, gw), np.float32), "b": np.zeros((gh, gw), np.float32), "n": 0}
    yy, xx = np.mgrid[0:gh, 0:gw].astype(np.float32)
    deep = ramps(["#0b3b3c", "#12605a", "#2f8f78", "#9fd6b0"], np.clip(0.15 + 0.75 * (1 - yy / gh) + 0.12 * clouds(2, gw, gh, 90), 0, 1) ** 1.4).astype(np.float32)
    sky = clouds(9, 1024, 1024, 300)
    leaves = [(95, 230, 66), (420, 330, 82), (190, 690, 88), (455, 760, 60), (60, 850, 74), (330, 120, 52), (330, 905, 48)]
    wet = []

    def step():
        a, b = state["a"], state["b"]
        p = np.pad(b, 1, mode="edge")
        lap = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:] - 4 * b
        state["a"], state["b"] = b, (2 * b - a + 0.23 * lap) * 0.992
        state["n"] += 1
        if state["n"] % 5 == 0 and rng.random() < 0.85:
            x, y = rng.uniform(6, gw - 6), rng.uniform(6, gh - 6)
            state["b"] -= np.exp(-((xx - x) ** 2 + (yy - y) ** 2) / 5) * rng.uniform(1.4, 3.2)
            wet.append((state["n"] / 60, x * 2, y * 2))

    for _ in range(240):
        step()

    def leaf(c, x, y, r, t, i):
        h = state["b"][int(np.clip(y / 2, 0, gh - 1)), int(np.clip(x / 2, 0, gw - 1))]
        x, y = x + 3 * np.sin(t * 0.6 + i), y + 3 * np.cos(t * 0.5 + i * 2) + 3 * h
        c.drawCircle(x + 6, y + 9, r, fill("#04221f", 0.5, 6))
        c.save(), c.translate(x, y), c.rotate(i * 67 + 5 * np.sin(t * 0.4 + i))
        path = skia.Path()
        path.moveTo(0, 0)
        path.arcTo(skia.Rect(-r, -r, r, r), 14, 332, False), path.close()
        c.drawPath(path, glow(0, 0, r, ["#a6d25e", "#6fae45", "#3d8038"], [1, 1, 1]))
        for k in range(11):
            a = np.radians(32 + k * 30)
            c.drawLine(0, 0, r * 0.9 * np.cos(a), r * 0.9 * np.sin(a), line("#d3ec93", 1.3, 0.5))
        c.restore()

    def lotus(c, x, y, t):
        x, y = x + 2 * np.sin(t * 0.7), y + 2 * np.cos(t * 0.6)
        for ring, (n, length, colour) in enumerate(((9, 44, "#f283a9"), (8, 35, "#f9adc6"), (6, 24, "#ffd7e2"))):
            for k in range(n):
                c.save(), c.translate(x, y), c.rotate(k * 360 / n + ring * 20)
                path = skia.Path()
                path.moveTo(0, 0), path.quadTo(12, -length * 0.6, 0, -length), path.quadTo(-12, -length * 0.6, 0, 0)
                c.drawPath(path, fill(colour)), c.drawPath(path, line("#d95a8a", 0.7, 0.6))
                c.restore()
        c.drawCircle(x, y, 8, fill("#ffd257"))

    def frame(t):
        while state["n"] < 240 + t * 60:
            step()
        b = state["b"]
        gx, gy = np.gradient(b, axis=1), np.gradient(b, axis=0)
        mx, my = xx + gx * 26, yy + gy * 26
        floor = cv2.remap(deep, mx, my, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        mirror = cv2.remap(sky, (mx * 2.2 + t * 14) % 1023, (my * 1.6) % 1023, cv2.INTER_LINEAR)
        light = np.clip(-gx * 0.8 - gy * 1.1, -0.5, 1)
        pic = floor + 0.22 * (mirror[..., None] - 0.35) + (light * 0.75)[..., None] * np.array([0.75, 0.95, 0.9], np.float32)
        pic = cv2.resize(pic.astype(np.float32), (W, H), interpolation=cv2.INTER_CUBIC)

        def draw(c):
            for i, (x, y, r) in enumerate(leaves):
                leaf(c, x, y, r, t, i)
            lotus(c, 415, 318, t), lotus(c, 200, 672, t + 2)
            for when, x, y in wet[-40:]:
                age = t + 4 - when
                if 0 <= age < 0.16:
                    c.drawCircle(x, y - 14 * age / 0.16, 2.6, fill("#f4fffb", 0.9))
            r2 = np.random.default_rng(int(t * 30))
            for _ in range(26):
                x, y = r2.uniform(0, W), r2.uniform(-40, H)
                c.drawLine(x, y, x - 3, y + 34, line("#e9fff8", 1.1, 0.22))

        return over(np.clip(pic, 0, 1), painted(draw))

    tape = s.Tape(10)
    rain = s.hiss(10.5, 900, 7000, 2) * 0.5 + s.hiss(10.5, 200, 900, 3) * 0.25
    tape.put(rain, 0, 0.16, -0.5), tape.put(np.roll(rain, 9000), 0, 0.16, 0.5)
    rng2 = np.random.default_rng(8)
    for at in np.cumsum(rng2.exponential(0.09, 100)):
        x = s.span(0.09)
        f = rng2.uniform(700, 1900)
        tape.put(np.sin(2 * np.pi * (f * x + 2500 * x * x)) * np.exp(-x * 60), at, rng2.uniform(0.03, 0.14), rng2.uniform(-1, 1))
    for i, n in enumerate([69, 72, 76, 79, 76, 72, 67, 72, 74, 79]):
        tape.put(s.keys(n - 12, 3), 0.3 + i * 0.95, 0.16, np.cos(i) * 0.4)
    tape.hall(2.2, 0.25)
    return frame, tape.done()


@scene("mountain-evening", 11, 24)
def mountain_evening():
    """The sun goes down behind seven ranges, and mist drifts between them."""
    high = 640
    sky_noise = cv2.resize(clouds(21, 2048, 300, 240, 6), (2048, high))
    xs = np.arange(W)
    ridges = []
    for k in range(7):
        n = clouds(40 + k, 1600, 8, 330 - 34 * k, 7)[4]
        ridges.append(395 + k * 72 + (0.5 - n) * (230 - 12 * k))
    mist = clouds(77, 2048, 400, 200, 5)
    birds = [(np.random.default_rng(i).uniform(-60, 60), np.random.default_rng(i + 50).uniform(-40, 40)) for i in range(9)]
    far, near = rgb("#f7a072"), rgb("#1d1238")

    def frame(t):
        k = t / 11
        top = mix(rgb("#3a3f8f"), rgb("#191a4b"), k)
        middle = mix(rgb("#f5718d"), rgb("#a83f7c"), k)
        low = mix(rgb("#ffd27a"), rgb("#ff7a4d"), k)
        y = np.linspace(0, 1, H)[:, None]
        col = np.where(y < 0.3, mix(top, middle, y / 0.3), mix(middle, low, np.clip((y - 0.3) / 0.22, 0, 1)))
        pic = np.repeat(col[:, None, :], W, 1).astype(np.float32)
        sx, sy, r = 315, 330 + 150 * k, 62
        yy, xx = np.mgrid[0:H, 0:W]
        d = np.hypot(xx - sx, yy - sy)
        pic += (np.exp(-d / 150) * 0.55)[..., None] * rgb("#ffcf70") * (1 - 0.3 * k)
        disc = np.clip((r - d) / 1.5 + 0.5, 0, 1)[..., None]
        pic = pic * (1 - disc) + disc * mix(rgb("#fff3b8"), rgb("#ff9a4a"), np.clip((yy - sy + r) / (2 * r), 0, 1)[..., None] * (0.5 + 0.5 * k))
        at = int(t * 16) % 2048
        frac = t * 16 - int(t * 16)
        n = np.roll(sky_noise, -at, 1)[:, : W + 1]
        n = n[:, :W] * (1 - frac) + n[:, 1:] * frac
        cloud = np.clip((n - 0.53) * 3.2, 0, 1)[..., None] * np.linspace(1, 0.55, high)[:, None, None]
        lit = np.clip(1 - d[:high] / 520, 0, 1)[..., None]
        pic[:high] = pic[:high] * (1 - 0.75 * cloud) + 0.75 * cloud * (mix(rgb("#8b4b8c"), rgb("#4a2a68"), k) * (1 - lit) + lit * rgb("#ffb487"))
        for i, ridge in enumerate(ridges):
            shift = t * (2 + 3.2 * i)
            edge = np.interp((xs + shift) % 1600, np.arange(1600), ridge)
            cover = np.clip(yy - edge[None, :] + 0.5, 0, 1)[..., None]
            body = mix(mix(far, middle, 0.4 * k), near, (i / 6) ** 0.8)
            haze = np.clip((yy - edge[None, :]) / 150, 0, 1)[..., None] * (0.42 - 0.05 * i)
            fog = np.clip((np.roll(mist, -int(t * (9 + 5 * i)) - i * 300, 1)[:, :W] - 0.35) * 1.6, 0, 1)
            fog = cv2.resize(fog, (W, H))[..., None]
            pic = pic * (1 - cover) + cover * (body * (1 - haze * (0.5 + fog)) + haze * (0.5 + fog) * mix(low, body, 0.35))

        def draw(c):
            for bx, by in birds:
                x, y2 = 120 + t * 26 + bx, 235 + by - t * 4
                flap = 5 * np.sin(t * 9 + bx)
                c.drawPath(curve([(x - 9, y2 - flap), (x - 3, y2 - 2), (x, y2), (x + 3, y2 - 2), (x + 9, y2 - flap)]), line("#2a1740", 1.8))

        return over(np.clip(bloom(pic, 0.18, 20, 0.75), 0, 1), painted(draw))

    tape = s.Tape(11)
    tape.chords([(45, 57, 60, 64), (41, 57, 60, 65), (48, 55, 60, 64), (43, 55, 59, 62)], 2.75, 0.09)
    for i, n in enumerate([76, 72, 69, 72, 77, 76, 72, 67, 72, 76, 74, 71]):
        tape.put(s.keys(n, 3.5), 0.2 + i * 0.9, 0.22, 0.3 * (-1) ** i)
    tape.put(s.hiss(11, 150, 600, 4) * (0.6 + 0.4 * np.sin(s.span(11) * 0.9)), 0, 0.05)
    tape.hall(3, 0.4)
    return frame, tape.done()


@scene("northern-lights", 10, 24)
def northern_lights():
    """Green and violet curtains over a cabin in the snow, and the lake that mirrors them."""
    horizon = 640
    rng = np.random.default_rng(31)
    stars = [(rng.uniform(0, W), rng.uniform(0, horizon), rng.uniform(0.4, 1.4), rng.uniform(0, 6)) for _ in range(220)]
    streak = clouds(5, 2048, 4, 34, 4)[1]
    slow = clouds(6, 2048, 4, 260, 3)[2]
    x = np.arange(W)
    y = np.arange(horizon)[:, None]
    trees = []
    for i in range(44):
        trees.append((rng.uniform(-10, W + 10), rng.uniform(38, 120), rng.uniform(0.6, 1)))
    hills = clouds(55, 700, 4, 180, 6)[2][:W]

    def tree(c, px, base, h, colour):
        for k in range(5):
            top, low, half = base - h + k * h * 0.17, base - h + (k + 1.6) * h * 0.19 + h * 0.06, h * (0.07 + 0.055 * k)
            c.drawPath(shape([(px, top), (px + half, low), (px - half, low)]), fill(colour))

    def land(c):
        c.drawPath(shape([(0, horizon)] + [(i, horizon - 60 - 120 * hills[i]) for i in range(0, W, 3)] + [(W, horizon - 100), (W, horizon)]), fade((0, 470), (0, horizon), ["#dbeaf5", "#33507a"]))
        for px, h, tone in sorted(trees, key=lambda q: -q[1] * 0):
            if not 300 < px < 460 or h < 60:
                tree(c, px, horizon + 3, h, mix(rgb("#04121f"), rgb("#0b2a38"), tone))
        c.drawPath(shape([(338, 640), (338, 602), (372, 574), (420, 602), (420, 640)]), fill("#1b1016"))
        c.drawPath(shape([(328, 606), (374, 564), (432, 606), (420, 604), (374, 577), (338, 606)]), fill("#eaf4ff"))
        c.drawRect(skia.Rect(352, 608, 370, 626), fill("#ffc65c")), c.drawRect(skia.Rect(388, 608, 404, 626), fill("#ffb64a"))
        c.drawCircle(375, 616, 60, glow(375, 616, 60, ["#ffb347", "#ffb347"], [0.45, 0], plus=True))

    scenery = painted(land)

    def frame(t):
        base = np.repeat(ramps(["#050a24", "#0b1d46", "#11415c", "#1b6a6d"], np.linspace(0, 1, horizon))[:, None], W, 1).astype(np.float32)
        for n, (offset, height, drift, low, up) in enumerate(((0, 330, 22, "#35ff9b", "#7a4dff"), (700, 260, -15, "#2fffc0", "#d04dff"), (1300, 380, 9, "#8bff6a", "#3a8dff"))):
            wave = 330 + 75 * n - 30 + 90 * np.sin(x / 150 + t * 0.35 * (1 + 0.3 * n) + n * 2) + 40 * np.sin(x / 61 - t * 0.5 + n)
            fine = np.interp((x * 1.3 + offset + t * drift) % 2040, np.arange(2048), streak)
            broad = np.interp((x + offset + t * drift * 2) % 2040, np.arange(2048), slow)
            above = (wave[None, :] - y) / height
            beam = np.where(above > 0, np.exp(-above * 2.6) * np.clip(above * 14, 0, 1), np.exp(above * 40) * 0)
            light = beam * (0.35 + 0.9 * fine[None, :] ** 1.5) * np.clip(broad * 1.7 - 0.35, 0, 1)[None, :]
            colour = mix(rgb(low), rgb(up), np.clip(above, 0, 1)[..., None])
            base += (light[..., None] * colour * 1.05).astype(np.float32)

        def night(c):
            for sx, sy, r, p in stars:
                c.drawCircle(sx, sy, r, fill("#ffffff", 0.35 + 0.3 * np.sin(t * 2 + p)))

        pic = np.zeros((H, W, 3), np.float32)
        pic[:horizon] = base
        pic = over(pic, painted(night, 1))
        pic = over(pic, scenery)
        rows = np.arange(H - horizon)
        wob = (2.5 * np.sin(rows / 5.0 + t * 2.4) + 1.5 * np.sin(rows / 2.3 - t * 3)) * (0.3 + rows / 160)
        src = np.clip(horizon - 1 - rows * 1.45, 0, horizon - 1).astype(np.float32)
        lake = cv2.remap(pic, (x[None, :] + wob[:, None]).astype(np.float32), np.repeat(src[:, None], W, 1), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        pic[horizon:] = lake * np.linspace(0.75, 0.5, len(rows))[:, None, None] + np.array([0.0, 0.02, 0.05], np.float32)

        def snow(c):
            c.drawPath(curve([(-30, 915), (90, 885), (230, 918), (390, 900), (570, 925), (570, 1000), (-30, 1000)], True), fade((0, 880), (0, H), ["#cfe6f2", "#5f88ab"]))
            for i in range(70):
                z = 0.5 + (i % 7) / 7
                sx = (i * 97 + 16 * np.sin(t + i) + t * 14 * z) % W
                sy = (i * 171 + t * 55 * z) % H
                c.drawCircle(sx, sy, 0.9 + z, fill("#ffffff", 0.65))

        return over(np.clip(bloom(pic, 0.25, 16, 0.35), 0, 1), painted(snow))

    tape = s.Tape(10)
    tape.chords([(40, 52, 59, 66), (45, 57, 61, 64), (42, 54, 61, 69), (47, 54, 59, 63)], 2.5, 0.11)
    for i, n in enumerate([88, 83, 90, 85, 81, 88, 92, 87, 83]):
        tape.put(s.bell(n, 3), 0.4 + i * 1.07, 0.05, np.sin(i * 2))
    wind = s.hiss(10, 200, 900, 9) * (0.5 + 0.5 * np.sin(s.span(10) * 0.7) ** 2)
    tape.put(wind, 0, 0.06)
    tape.hall(3.5, 0.45)
    return frame, tape.done()


if __name__ == "__main__":
    main()
