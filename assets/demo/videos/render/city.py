"""The city: a night train, sampans in the harbour, a crossing from above, a skyline through a day."""

import cv2
import numpy as np
import skia

import sound as s
from reel import H, W, bloom, clouds, curve, ease, fade, fill, glow, line, main, mix, over, painted, rgb, scene, shape, small


def mirrored(pic, level, t, squeeze=1.0, dim=0.75, strong=1.0):
    """Water below `level` that mirrors what is above."""
    rows = np.arange(H - level)
    deep = (rows / len(rows))[:, None]
    x = np.arange(W)[None, :]
    a = np.sin(rows[:, None] * 0.5 / (0.35 + deep) + t * 2.7 + x * 0.012)
    b = np.sin(rows[:, None] * 0.23 / (0.3 + deep) - t * 1.9 + x * 0.02)
    wob = (a * 0.6 + b * 0.4) * (1.5 + 15 * deep) * strong
    src = np.clip(level - 1 - rows[:, None] * squeeze + wob * 0.7, 0, level - 1)
    return cv2.remap(pic, (x + wob).astype(np.float32), src.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT) * (dim * (1 - 0.35 * deep))[..., None]


@scene("night-train", 9, 30)
def night_train():
    """A train with lit windows crosses a viaduct under a full moon."""
    rng = np.random.default_rng(3)
    level = 740
    towers = []
    for layer in range(3):
        x = -20
        while x < 900:
            w = rng.uniform(34, 70)
            towers.append((layer, x, w, rng.uniform(110, 250) * (1.3 - 0.2 * layer), rng.random((26, 9)) < 0.34 - 0.06 * layer))
            x += w + rng.uniform(0, 16)
    stars = [(rng.uniform(0, W), rng.uniform(0, 360), rng.uniform(0.5, 1.5)) for _ in range(120)]
    people = [(rng.integers(4), rng.random()) for _ in range(90)]

    def frame(t):
        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, level), fade((0, 0), (0, level), ["#0b1437", "#1d2f6f", "#5a4fa3", "#d97fa6", "#ffb59a"], [0, 0.3, 0.58, 0.85, 1]))
            for x, y, r in stars:
                c.drawCircle(x, y, r, fill("#ffffff", 0.5 + 0.4 * np.sin(t * 2 + x)))
            c.drawCircle(380, 190, 190, glow(380, 190, 190, ["#fff4d0", "#fff4d0"], [0.4, 0]))
            c.drawCircle(380, 190, 66, fill("#fff5d8"))
            for x, y, r in ((360, 175, 12), (398, 205, 17), (392, 164, 8), (356, 212, 9)):
                c.drawCircle(x, y, r, fill("#ead9b0", 0.7))
            for layer, x, w, h, lit in towers:
                px = x - t * (5 + 6 * layer) - 20 * layer
                if px > W or px + w < 0:
                    continue
                base = 656
                body = ["#7a68b4", "#454588", "#2a2d66"][layer]
                c.drawRect(skia.Rect(px, base - h * 1.25, px + w, base), fill(body))
                for j in range(int(h * 1.2 / 11)):
                    for i in range(int(w / 9)):
                        if lit[j % 26, i % 9]:
                            c.drawRect(skia.Rect(px + 4 + i * 9, base - h * 1.25 + 6 + j * 11, px + 8 + i * 9, base - h * 1.25 + 12 + j * 11), fill("#ffd98a", 0.35 + 0.25 * layer))
            c.drawRect(skia.Rect(0, 656, W, level), fade((0, 656), (0, level), ["#ffb59a", "#d97fa6", "#8a62b0"]))
            for k in range(22):
                x, y = (k * 97 + 30 * np.sin(t * 1.3 + k)) % W, 662 + (k * 29) % 74
                c.drawRect(skia.Rect(x, y, x + 34 + k % 5 * 9, y + 2), fill("#fff0dd", 0.55))
            c.drawRect(skia.Rect(0, 560, W, 580), fill("#1b1f4a")), c.drawRect(skia.Rect(0, 560, W, 565), fill("#5d66b0"))
            for k in range(6):
                x = k * 150 - (t * 40) % 150 - 60
                path = skia.Path()
                path.moveTo(x, 575), path.lineTo(x + 150, 575), path.lineTo(x + 150, level), path.lineTo(x + 136, level)
                path.cubicTo(x + 136, 562, x + 14, 562, x + 14, level), path.lineTo(x, level), path.close()
                c.drawPath(path, fade((0, 575), (0, level), ["#1b1f4a", "#2a2a62"]))
            for k in range(6):
                x = k * 150 - (t * 40) % 150 - 45
                c.drawLine(x, 560, x, 436, line("#0e1230", 5)), c.drawLine(x, 444, x + 30, 444, line("#0e1230", 3))
            c.drawLine(0, 447, W, 447, line("#0e1230", 1.4))
            head = 268 + t * 155
            c.save(), c.translate(0, 560), c.scale(1.5, 1.5), c.translate(0, -560)
            for car in range(11):
                x = head - car * 236
                body = skia.Path()
                if car == 0:
                    body.moveTo(x - 226, 494), body.lineTo(x - 64, 494), body.quadTo(x - 14, 496, x, 552), body.lineTo(x - 226, 552), body.close()
                else:
                    body.addRoundRect(skia.Rect(x - 226, 494, x, 552), 7, 7)
                c.drawPath(body, fade((0, 494), (0, 552), ["#f4f7ff", "#c8d2ee", "#8e9cc9"]))
                c.drawRect(skia.Rect(x - 226, 538, x - (6 if car == 0 else 0), 543), fill("#e23d4f"))
                for k in range(6):
                    wx = x - 216 + k * 35
                    if car == 0 and k == 5:
                        c.drawPath(shape([(x - 58, 502), (x - 34, 506), (x - 14, 528), (x - 52, 528)]), fill("#22305f"))
                        continue
                    c.drawRoundRect(skia.Rect(wx, 503, wx + 26, 527), 4, 4, fill("#ffcf6b"))
                    kind, at = people[(car * 6 + k) % 90]
                    if kind:
                        hx = wx + 7 + at * 12
                        c.drawCircle(hx, 515, 3.6, fill("#5b3550")), c.drawRoundRect(skia.Rect(hx - 5, 518.5, hx + 5, 527), 3, 3, fill("#5b3550"))
            c.drawPath(shape([(head - 6, 538), (head + 330, 500), (head + 330, 580)]), fade((head, 0), (head + 330, 0), ["#fff2c0", "#fff2c0"], None, [0.55, 0]))
            c.restore()

        pic = small(painted(draw))[..., :3]
        pic[level:] = mirrored(pic, level, t, 1.25, 0.85)
        return np.clip(bloom(pic, 0.32, 12, 0.5), 0, 1)

    tape = s.Tape(9)
    tape.chords([(45, 52, 57, 60, 64), (41, 53, 57, 60), (43, 55, 59, 62), (40, 52, 56, 59)], 2.5, 0.08)
    thud = s.shut(s.hiss(0.12, 80, 500, 3) * np.exp(-s.span(0.12) * 40))
    for i in range(19):
        for d, g in ((0, 0.5), (0.1, 0.4)):
            tape.put(thud, 0.15 + i * 0.52 + d, g, 0.4 * np.sin(i))
    tape.put(s.hiss(10, 60, 420, 8) * 0.7, 0, 0.16)
    for i, n in enumerate([76, 72, 69, 71, 72, 76, 77, 76, 74, 71, 67, 71, 68, 71, 76]):
        tape.put(s.keys(n, 2.5), 0.3 + i * 0.62, 0.22, 0.4 * (-1) ** i)
    tape.hall(2.6, 0.32)
    return frame, tape.done()


@scene("harbour-lanterns", 11, 24)
def harbour_lanterns():
    """Sampans rock at dusk; their lanterns shine double."""
    level = 470
    rng = np.random.default_rng(8)
    ridge = clouds(31, 900, 4, 260, 6)[2]
    lamps = [(rng.uniform(0, W), rng.uniform(432, 466)) for _ in range(46)]
    floats = [(rng.uniform(0, W), rng.uniform(560, 930), rng.uniform(0, 6), rng.uniform(6, 12)) for _ in range(16)]
    floats.sort(key=lambda q: q[1])

    def sampan(c, x, y, z, t, p, dark):
        bob, roll = 3.5 * z * np.sin(t * 1.2 + p), 2.6 * np.sin(t * 1.05 + p * 2)
        c.drawOval(skia.Rect(x - 150 * z, y + 16 * z, x + 150 * z, y + 58 * z), fill("#0a0620", 0.42, 9 * z))
        c.save(), c.translate(x, y + bob), c.rotate(roll), c.scale(z, z)
        hull = curve([(-158, -24), (-116, 12), (-60, 30), (20, 34), (92, 24), (166, -34), (118, -4), (60, 4), (-60, 6), (-120, -8)], True)
        c.drawPath(hull, fade((0, -20), (0, 36), ["#8a4a34", "#4a2230", "#1c1028"]))
        c.drawPath(curve([(-156, -23), (-118, -7), (-60, 6), (60, 4), (118, -5), (166, -34)]), line("#d98a52", 3.4))
        c.drawPath(curve([(-84, 6), (-80, -44), (-10, -62), (62, -42), (66, 5)]), fade((0, -62), (0, 6), ["#c98a4a", "#6d3c35"]))
        c.drawPath(curve([(-84, 6), (-80, -44), (-10, -62), (62, -42), (66, 5)]), line("#3b1c2a", 3))
        for k in range(-3, 4):
            c.drawPath(curve([(-9 + k * 22, 4), (-11 + k * 21, -30), (-9 + k * 17, -60 + 2.6 * k * k)]), line("#3b1c2a", 1.6, 0.6))
        c.drawPath(curve([(30, 5), (34, -34), (60, -42), (66, 4)]), fill("#ffb84f", 0.9))
        c.drawLine(-112, -4, -112, -100, line("#2a1524", 4)), c.drawLine(-112, -98, -84, -98, line("#2a1524", 3))
        c.drawLine(126, -8, 122, -88, line("#2a1524", 3.4)), c.drawLine(122, -86, 148, -86, line("#2a1524", 2.6))
        for lx, ly, tint in ((-84, -78, "#ff5b3a"), (148, -68, "#ff9a2f"), (-10, -40, "#ff5b3a")):
            q = 3 * np.sin(t * 1.6 + p + lx)
            c.drawCircle(lx + q, ly, 62, glow(lx + q, ly, 62, [tint, tint], [0.6, 0], True))
            c.drawLine(lx, ly - 20, lx + q, ly - 12, line("#2a1524", 1.6))
            c.drawOval(skia.Rect(lx + q - 13, ly - 13, lx + q + 13, ly + 12), fill(tint)), c.drawOval(skia.Rect(lx + q - 6, ly - 12, lx + q + 6, ly + 11), fill("#ffd36b"))
            c.drawLine(lx + q, ly + 12, lx + q, ly + 22, line("#ffd36b", 2))
        c.restore()

    def frame(t):
        def far(c):
            c.drawRect(skia.Rect(0, 0, W, level), fade((0, 0), (0, level), ["#3b1d6e", "#8a2f83", "#e5577a", "#ff9a62", "#ffcf7a"], [0, 0.3, 0.6, 0.85, 1]))
            c.drawCircle(190, 440, 220, glow(190, 440, 220, ["#ffe29a", "#ffb36b"], [0.7, 0])), c.drawCircle(190, 440, 44, fill("#fff0b8"))
            for k in range(7):
                y, x = 70 + k * 41, (k * 211 + t * (4 + k)) % 800 - 150
                c.drawRoundRect(skia.Rect(x, y, x + 190 - 12 * k, y + 9), 4, 4, fill("#ffd3c0", 0.28, 4)), c.drawRoundRect(skia.Rect(x + 30, y + 9, x + 250 - 12 * k, y + 16), 4, 4, fill("#ff9fae", 0.25, 4))
            for k, (tone, high) in enumerate((("#a3457f", 150), ("#5f2a6b", 96))):
                pts = [(x, level - 12 - high * ridge[(x + 330 * k) % 900]) for x in range(0, W + 1, 4)]
                c.drawPath(shape([(0, level)] + pts + [(W, level)]), fill(tone))
            for x, y in lamps:
                c.drawCircle(x, y, 1.8, fill("#ffd98a", 0.95)), c.drawCircle(x, y, 6, fill("#ffb347", 0.25))
            c.drawPath(shape([(424, level), (430, 330), (446, 330), (452, level)]), fill("#3a1a50"))
            for k in range(4):
                y, w = 330 + k * 30, 24 + 4 * k
                c.drawPath(curve([(438 - w, y + 8), (438 - w * 0.5, y), (438, y - 15), (438 + w * 0.5, y), (438 + w, y + 8)]), line("#3a1a50", 7)), c.drawRect(skia.Rect(431, y + 10, 445, y + 19), fill("#ffc65c"))
            for k, bx in enumerate((96, 330)):
                x = bx + t * (3 - 5 * k)
                c.drawPath(shape([(x - 22, level - 2), (x + 22, level - 2), (x + 30, level - 10), (x - 28, level - 9)]), fill("#3a1a50"))
                c.drawPath(curve([(x, level - 9), (x + 2, level - 62), (x + 26, level - 40), (x + 24, level - 12)], True), fill("#7d2f62"))

        pic = small(painted(far))[..., :3]
        pic[level:] = mirrored(pic, level, t, 0.95, 0.88, 0.9)

        def front(c):
            for x, y, z, p in ((135, 560, 0.5, 1.0), (400, 640, 0.72, 2.6), (215, 800, 1.08, 0.2)):
                for k in range(14):
                    gx, gy = x - 84 * z * (k % 2) + 148 * z * (1 - k % 2), y + (30 + k * 9) * z
                    wide = (15 + 9 * np.sin(t * 2.4 + k * 1.9 + p)) * z
                    c.drawOval(skia.Rect(gx - wide + 5 * np.sin(t * 2 + k), gy, gx + wide + 5 * np.sin(t * 2 + k), gy + 4 * z), fill("#ff9a4a", 0.55 * (1 - k / 15), 1.2))
                sampan(c, x + 6 * np.sin(t * 0.3 + p), y, z, t, p, 0)
            for x, y, p, r in floats:
                fx, fy = (x + t * 5) % (W + 40) - 20, y + 2 * np.sin(t * 1.4 + p)
                c.drawCircle(fx, fy, r * 3.2, glow(fx, fy, r * 3.2, ["#ffbb55", "#ff7a3a"], [0.55, 0], True))
                c.drawRoundRect(skia.Rect(fx - r * 0.6, fy - r * 1.1, fx + r * 0.6, fy + r * 0.3), 2, 2, fill("#ffd98a")), c.drawOval(skia.Rect(fx - r, fy, fx + r, fy + r * 0.5), fill("#c2466e"))

        return np.clip(bloom(over(pic, painted(front)), 0.22, 14, 0.55), 0, 1)

    tape = s.Tape(11)
    tape.chords([(50, 57, 62, 64), (47, 54, 62, 66), (43, 55, 62, 64), (45, 57, 61, 64)], 3, 0.06)
    tune = [(0, 74), (0.6, 76), (1.0, 78), (1.6, 81), (2.6, 78), (3.1, 76), (3.5, 74), (4.1, 71), (5.0, 69), (5.5, 71), (6.0, 74), (6.6, 76), (7.4, 78), (8.0, 81), (8.5, 83), (9.0, 81), (9.8, 78), (10.3, 76), (10.8, 74)]
    for at, n in tune:
        tape.put(s.pluck(n, 2.4, 0.55), 0.2 + at, 0.4, 0.3 * np.sin(n)), tape.put(s.pluck(n - 12, 2, 0.3), 0.23 + at, 0.2)
    tape.put(s.hiss(12, 150, 1100, 5) * (0.5 + 0.5 * np.sin(s.span(12) * 1.2) ** 2), 0, 0.06)
    tape.hall(2.6, 0.35)
    return frame, tape.done()


@scene("crossing-from-above", 11, 24, crf=28)
def crossing_from_above():
    """Cars stop, a hundred umbrellas cross, cars go again."""
    rng = np.random.default_rng(14)
    cx, cy, half = 270, 480, 96
    tints = ["#e63946", "#f4a261", "#2a9d8f", "#457b9d", "#ffd166", "#f28fb0", "#8d6cc9", "#ffffff", "#3ddc97", "#ff7f51"]
    walkers = []
    for k in range(150):
        lane = k % 6
        walkers.append((lane, rng.uniform(-17, 17), rng.uniform(-1, 1), rng.choice([-1, 1]), rng.uniform(46, 70), rng.uniform(0, 2.2), tints[rng.integers(10)], rng.uniform(9, 12.5)))
    cars = []
    for lane in range(4):
        for k in range(5):
            cars.append((lane, k, rng.uniform(-12, 12), ["#e9ecef", "#22262e", "#d62839", "#f2b705", "#2176ae", "#b8c4cc", "#f2b705"][rng.integers(7)]))
    roofs = [(x, y, ["#c8553d", "#588b8b", "#f28f3b", "#93827f", "#ffd5c2", "#6b9080"][i % 6]) for i, (x, y) in enumerate([(0, 0), (366, 0), (0, 576), (366, 576)])]

    def ground(c):
        c.clear(skia.Color4f(*map(float, rgb("#56606b")), 1.0))
        for x, y, tone in roofs:
            w, h = (174, 384)
            c.drawRoundRect(skia.Rect(x - 30 * (x == 0), y - 30 * (y == 0), x + w + 30 * (x > 0), y + h + 30 * (y > 0)), 26, 26, fill("#c9c3b6"))
            x0, y0 = x + (0 if x == 0 else 46), y + (0 if y == 0 else 46)
            for k in range(3):
                yy = y0 + k * 112 - (10 if y == 0 else 0)
                tone2 = ["#c8553d", "#588b8b", "#f2a65a", "#7d6b91", "#e4b7a0", "#6b9080"][(k + int(x > 0) * 2 + int(y > 0)) % 6]
                c.drawRect(skia.Rect(x0 + 6, yy + 8, x0 + 134, yy + 112), fill("#3c4048", 0.5, 5))
                c.drawRect(skia.Rect(x0, yy, x0 + 128, yy + 104), fill(tone2)), c.drawRect(skia.Rect(x0 + 5, yy + 5, x0 + 123, yy + 99), line("#ffffff", 2, 0.35))
                for j in range(3):
                    ux, uy = x0 + 18 + j * 34, yy + 22 + (j * 37) % 52
                    c.drawRect(skia.Rect(ux + 3, uy + 4, ux + 21, uy + 20), fill("#2b2d33", 0.4)), c.drawRect(skia.Rect(ux, uy, ux + 18, uy + 16), fill("#e9e6df")), c.drawCircle(ux + 9, uy + 8, 5, fill("#9aa0a6"))
            for k in range(4):
                tx = x + (152 if x == 0 else 22)
                ty = y + 40 + k * 92
                c.drawCircle(tx + 4, ty + 6, 17, fill("#2b2d33", 0.4, 3)), c.drawCircle(tx, ty, 17, fill("#4f9d5d")), c.drawCircle(tx - 4, ty - 5, 9, fill("#7cc47f"))
        for a in list(range(-10, 370, 40)) + list(range(600, 970, 40)):
            c.drawRect(skia.Rect(cx - 2, a, cx + 2, a + 22), fill("#f5d565"))
        for a in list(range(-10, 150, 40)) + list(range(400, 560, 40)):
            c.drawRect(skia.Rect(a, cy - 2, a + 22, cy + 2), fill("#f5d565"))
        for k in range(-5, 6):
            for side in (-1, 1):
                c.drawRect(skia.Rect(cx + k * 17.2 - 5, cy + side * (half + 24) - 22, cx + k * 17.2 + 5, cy + side * (half + 24) + 22), fill("#f4f4f0"))
                c.drawRect(skia.Rect(cx + side * (half + 24) - 22, cy + k * 17.2 - 5, cx + side * (half + 24) + 22, cy + k * 17.2 + 5), fill("#f4f4f0"))
        for d in (-1, 1):
            for k in range(-6, 7):
                c.save(), c.translate(cx + k * 13, cy + d * k * 13), c.rotate(45 * d), c.drawRect(skia.Rect(-5, -17, 5, 17), fill("#f4f4f0", 0.9)), c.restore()

    back = skia.Image.fromarray(painted(ground), skia.kRGBA_8888_ColorType)

    def car(c, x, y, a, tint, brake):
        c.save(), c.translate(x, y), c.rotate(a)
        c.drawRoundRect(skia.Rect(-26, -11, 32, 19), 8, 8, fill("#1c2026", 0.45, 3))
        c.drawRoundRect(skia.Rect(-30, -14, 30, 14), 9, 9, fill(tint))
        c.drawRoundRect(skia.Rect(-17, -11, 16, 11), 6, 6, fill("#2b3440")), c.drawRoundRect(skia.Rect(-11, -10.5, 7, 10.5), 4, 4, fill(tint))
        for q in (-9, 9):
            c.drawCircle(29, q, 3, fill("#fff6c9")), c.drawCircle(-29, q, 3, fill("#ff3b3b" if brake else "#8c2f39"))
            if brake:
                c.drawCircle(-31, q, 9, fill("#ff3b3b", 0.35, 3))
        c.restore()

    def frame(t):
        def draw(c):
            c.drawImageRect(back, skia.Rect(0, 0, W, H))
            go = max(0.0, t - 6.4)
            for lane, k, off, tint in cars:
                late = max(0.0, go - 0.35 * k)
                run = 0.5 * 120 * min(late, 1.6) ** 2 + 192 * max(0, late - 1.6)
                come = 150 * (1 - ease((t + 1.0 - 0.3 * k) / 1.8))
                d = half + 82 + k * 74 - run + come + off * 0.3
                if lane == 0:
                    car(c, cx + 46, cy + d, -90, tint, go == 0)
                elif lane == 1:
                    car(c, cx - 46, cy - d, 90, tint, go == 0)
                elif k < 3:
                    d = half + 82 + k * 74 + off * 0.3
                    car(c, cx - d, cy + 46, 0, tint, True) if lane == 2 else car(c, cx + d, cy - 46, 180, tint, True)
            for lane, off, bias, way, speed, wait, tint, r in walkers:
                at = -170 + max(0.0, t + 2.6 - wait) * speed
                if at > 150:
                    at = 150 + (at - 150) * 0.25
                u, v = way * at, off + 6 * np.sin(t * 1.1 + speed)
                if lane in (0, 1):
                    x, y = cx + (1 if lane else -1) * (half + 24) + v, cy + u
                elif lane in (2, 3):
                    x, y = cx + u, cy + (1 if lane == 3 else -1) * (half + 24) + v
                else:
                    d = 1 if lane == 4 else -1
                    x, y = cx + u * 0.8 + v, cy + d * u * 0.8 - d * v
                c.drawCircle(x + 5, y + 7, r, fill("#1c2026", 0.4, 2.5))
                c.save(), c.translate(x, y), c.rotate(t * 12 * way + speed * 9)
                pts = [(r * np.cos(k * np.pi / 4), r * np.sin(k * np.pi / 4)) for k in range(8)]
                c.drawPath(shape(pts), fill(tint))
                for k in range(0, 8, 2):
                    c.drawPath(shape([(0, 0), pts[k], pts[k + 1]]), fill("#000000", 0.13))
                c.drawCircle(0, 0, 1.6, fill("#33302e"))
                c.restore()
            r2 = np.random.default_rng(int(t * 15))
            for _ in range(28):
                x, y = r2.uniform(0, W), r2.uniform(0, H)
                c.drawCircle(x, y, 3.2, line("#e9f3ff", 1, 0.3))

        return painted(draw)

    tape = s.Tape(11)
    tape.put(s.hiss(11, 900, 6500, 2), 0, 0.07, -0.4), tape.put(s.hiss(11, 900, 6500, 12), 0, 0.07, 0.4)
    for i in range(17):
        tape.put(s.wood(88 if i % 2 else 91, 0.2), 0.1 + i * 0.36, 0.12, -0.6 if i % 2 else 0.6)
    jazz = [(53, 57, 60, 64), (52, 55, 59, 62), (50, 53, 57, 60), (48, 52, 55, 59)]
    for i in range(22):
        chord = jazz[i // 4 % 4]
        tape.put(s.pluck(chord[0] - 12 if i % 2 == 0 else chord[2] - 12, 0.9, 0.3), i * 0.5, 0.4)
        for k, n in enumerate(chord[1:]):
            tape.put(s.keys(n + 12, 1.4), i * 0.5 + 0.33 * (i % 2), 0.12, k * 0.3 - 0.3)
        tape.put(s.hat(), i * 0.5, 0.12)
    tape.hall(1.4, 0.18)
    return frame, tape.done()


@scene("skyline-day", 12, 24)
def skyline_day():
    """A skyline from dawn to night in twelve seconds."""
    rng = np.random.default_rng(26)
    level = 720
    towers = []
    for layer in range(3):
        x = -10
        while x < W + 10:
            w = rng.uniform(30, 62) * (0.8 + 0.2 * layer)
            h = rng.uniform(90, 260) * (1.25 - 0.2 * layer) + 60
            towers.append([layer, x, w, h, rng.integers(5), rng.random((44, 8)), rng.uniform(-0.05, 0.05)])
            x += w + rng.uniform(2, 12)
    sky = [("#22265e", "#8a5a9a", "#ffb07a"), ("#4f8fd6", "#9cd0f2", "#ffe3b5"), ("#2f8fe8", "#8fd0fa", "#dff3ff"), ("#4a86d0", "#c7c3dc", "#ffd49a"),
           ("#3a2a78", "#d65a7d", "#ff9a4f"), ("#0c1038", "#23286a", "#5b3f86"), ("#070a26", "#111a4a", "#27306f")]

    def frame(t):
        k = t / 12
        q = k * 6
        i, f = min(int(q), 5), q - min(int(q), 5)
        top, middle, low = (mix(rgb(a), rgb(b), f) for a, b in zip(sky[i], sky[i + 1]))
        day = np.interp(k, [0, 0.18, 0.5, 0.68, 0.85, 1], [0.35, 0.9, 1, 0.65, 0.15, 0.08])
        night = np.interp(k, [0, 0.14, 0.6, 0.85], [0.55, 0.0, 0.0, 1])

        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, level), fade((0, 0), (0, level), [top, middle, low], [0, 0.55, 1]))
            for n in range(90):
                c.drawCircle((n * 167) % W, (n * 83) % 420, 0.6 + n % 3 * 0.4, fill("#ffffff", 0.7 * max(0, night - 0.35)))
            for phase, tint, size in ((0.02 + k * 1.42, "#fff0b8", 40), (k * 1.42 - 1.02, "#f1f4ff", 30)):
                if 0 <= phase <= 1:
                    a = np.pi * (1 - phase)
                    x, y = 270 + 230 * np.cos(a), 560 - 420 * np.sin(a)
                    warm = mix(rgb("#ff8a4a"), rgb(tint), np.sin(a) ** 0.6) if size == 40 else rgb(tint)
                    c.drawCircle(x, y, size * 4.5, glow(x, y, size * 4.5, [warm, warm], [0.55, 0])), c.drawCircle(x, y, size, fill(warm))
            for n in range(8):
                x, y, z = (n * 173 + t * (34 + 7 * (n % 3))) % 800 - 150, 110 + (n * 67) % 260, 0.6 + (n % 3) * 0.3
                tone = mix(mix(rgb("#ffffff"), low, 0.35), top, 1 - day)
                for dx, dy, r in ((-46, 4, 20), (-18, -8, 29), (16, -4, 25), (44, 5, 17)):
                    c.drawCircle(x + dx * z, y + dy * z, r * z, fill(tone, 0.62, 5))
            for layer, x, w, h, kind, lit, tone in towers:
                base = mix(rgb(["#7f9cc9", "#5877ab", "#34507f"][layer]) + tone, rgb(["#f2c9a1", "#d99a86", "#b06a70"][layer]), 0.6 * (kind == 2) + 0.15)
                body = mix(mix(rgb(["#2a2c66", "#1a1d4c", "#0e1133"][layer]), low, 0.12), base, day)
                body = np.clip(mix(body, low, 0.35 - 0.14 * layer), 0, 1)
                y = level - h
                c.drawRect(skia.Rect(x, y, x + w, level), fade((x, 0), (x + w, 0), [np.clip(body * 1.12, 0, 1), body * 0.86]))
                if kind == 0:
                    c.drawLine(x + w / 2, y, x + w / 2, y - 46, line(body * 0.8, 3)), c.drawCircle(x + w / 2, y - 46, 3, fill("#ff4d4d", 0.4 + 0.6 * night * (np.sin(t * 6 + x) > 0)))
                if kind == 1:
                    c.drawPath(shape([(x, y), (x + w, y), (x + w * 0.5, y - 30)]), fill(body * 0.92))
                if kind == 3:
                    c.drawOval(skia.Rect(x, y - 16, x + w, y + 16), fill(body))
                for j in range(int(h / 13)):
                    for n in range(int((w - 6) / 9)):
                        v = lit[j % 44, n % 8]
                        wx, wy = x + 5 + n * 9, y + 9 + j * 13
                        on = np.clip((night * 1.15 - v) / 0.12, 0, 1) * (v < 0.72)
                        shade = mix(np.clip(body * 0.72 + 0.1 * day, 0, 1), rgb(["#ffd88a", "#ffe9c0", "#ffc05c", "#bfe3ff"][int(v * 40) % 4]), on)
                        c.drawRect(skia.Rect(wx, wy, wx + 5, wy + 7.5), fill(shade))
            c.drawRect(skia.Rect(0, level - 9, W, level), fill(mix(rgb("#0b0e28"), rgb("#4d5f73"), day)))
            for n in range(26):
                c.drawCircle(n * 22, level - 11, 2.4, fill("#ffcf70", 0.15 + 0.85 * night))

        pic = small(painted(draw))[..., :3]
        pic[level:] = mirrored(pic, level, t, 2.0, 0.8)

        def ferry(c):
            x, y = -90 + t * 58, 806 + 2 * np.sin(t * 2)
            for n in range(12):
                c.drawOval(skia.Rect(x - 90 - n * 18, y + 12 + n * 0.6, x - 60 - n * 16, y + 17 + n), fill("#ffffff", 0.4 * (1 - n / 12)))
            c.drawPath(shape([(x - 74, y - 8), (x + 82, y - 8), (x + 62, y + 18), (x - 62, y + 18)]), fill(mix(rgb("#0c3b33"), rgb("#1f8a70"), 0.3 + 0.7 * day)))
            c.drawRoundRect(skia.Rect(x - 58, y - 30, x + 54, y - 8), 4, 4, fill(mix(rgb("#7b7f92"), rgb("#ffffff"), day))), c.drawRoundRect(skia.Rect(x - 34, y - 46, x + 34, y - 30), 4, 4, fill(mix(rgb("#6b6f88"), rgb("#f6f1e4"), day)))
            for n in range(7):
                c.drawRect(skia.Rect(x - 50 + n * 15, y - 25, x - 41 + n * 15, y - 15), fill(mix(rgb("#35506b"), rgb("#ffd070"), night)))

        return np.clip(bloom(over(pic, painted(ferry)), 0.1 + 0.22 * night, 12, 0.55), 0, 1)

    tape = s.Tape(12)
    tape.chords([(48, 55, 64, 67), (45, 57, 60, 64), (53, 57, 60, 65), (43, 55, 59, 62)], 3, 0.07)
    for i in range(47):
        chord = [(60, 64, 67, 72), (57, 60, 64, 69), (53, 57, 60, 65), (55, 59, 62, 67)][min(3, i // 12)]
        tape.put(s.keys(chord[[0, 1, 2, 3, 2, 1][i % 6]] + 12, 1.8), i * 0.25, 0.15 + 0.05 * (i % 3 == 0), np.sin(i) * 0.6)
        if i % 2 == 0:
            tape.put(s.kick(), i * 0.25, 0.22 if i % 4 == 0 else 0), tape.put(s.hat(), i * 0.25 + 0.25, 0.06)
    tape.hall(2.2, 0.3)
    return frame, tape.done()


if __name__ == "__main__":
    main()
