"""Craft: milk in coffee, noodles pulled by hand, a pot on the wheel, a paper plane."""

import cv2
import numpy as np
import skia

import sound as s
from reel import H, W, clouds, curve, ease, fade, fill, glow, line, main, mix, over, painted, part, ramps, rgb, scene, shape, small


@scene("latte-leaf", 11, 24)
def latte_leaf():
    """Milk is poured into coffee: it pushes back what lies there already, until there is a leaf."""
    grid, cx, cy, radius = 560, 270, 470, 214
    yy, xx = np.mgrid[0:grid, 0:grid].astype(np.float32)
    px, py = (xx - grid / 2) / (grid / 2), (yy - grid / 2) / (grid / 2)
    mem = {"milk": np.clip(0.02 + 0.09 * clouds(4, grid, grid, 60) + 0.06 * np.exp(-((px**2 + py**2) / 0.2)), 0, 1).astype(np.float32), "steps": 0}
    inside = np.hypot(px, py)

    def pour(x, y, r, push):
        """A drop of milk of radius `r`; all else moves outwards so that no area is lost."""
        d2 = (px - x) ** 2 + (py - y) ** 2 + 1e-6
        k = np.sqrt(np.maximum(1 - r * r / d2, 0))
        k = 1 - (1 - k) * np.clip(1.25 - inside, 0.3, 1)
        sx, sy = x + (px - x) * k, y + (py - y) * k
        mx, my = (sx + 1) * grid / 2, (sy + 1) * grid / 2
        milk = cv2.remap(mem["milk"], mx.astype(np.float32), my.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        disc = np.clip((r - np.sqrt(d2)) / 0.012 + 0.5, 0, 1)
        mem["milk"] = np.maximum(milk, disc * push).astype(np.float32)

    def drag(y0, y1, wide, strong):
        """A thin stream is pulled through the middle and takes the leaf's veins along."""
        w = np.exp(-((px / wide) ** 2)) * np.exp(-(((py - (y0 + y1) / 2) / 0.13) ** 2)) * strong
        my = (py - w * np.sign(y1 - y0) + 1) * grid / 2
        mem["milk"] = cv2.remap(mem["milk"], xx, my.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def spout(f):
        """Where the milk meets the coffee at a step."""
        if f < 190:
            k = f / 190
            return 0.30 * (0.25 + 0.95 * np.sin(np.pi * min(1, k * 1.15)) ** 0.7) * np.sin(f * 0.24), mix(0.44, -0.42, k), "wave"
        if f < 210:
            return 0.0, -0.52, "heart"
        if f < 262:
            return 0.0, mix(-0.6, 0.72, (f - 210) / 52), "cut"
        return 0.0, 2.0, "end"

    def step(f):
        x, y, how = spout(f)
        if how == "wave":
            for later in (0, 0.5):
                x, y, _ = spout(f + later)
                pour(x, y, 0.030, 0.97)
        elif how == "heart" and f % 3 == 0:
            pour(x, y, 0.055, 1.0)
        elif how == "cut":
            drag(y - 0.05, y + 0.05, 0.035, 0.030)

    colours = ramps(["#3b1a0c", "#6b3517", "#a3622f", "#e2b987", "#fff6e6"], np.linspace(0, 1, 512)).astype(np.float32)

    def table(c):
        c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (W, H), ["#caa27a", "#b3875c", "#9a6f47"]))
        rng = np.random.default_rng(5)
        for k in range(7):
            y = k * 142 - 20
            c.drawRect(skia.Rect(0, y, W, y + 2.5), fill("#6d4a2b", 0.7))
            for _ in range(16):
                x, v, ln = rng.uniform(-50, W), y + rng.uniform(8, 136), rng.uniform(60, 240)
                c.drawPath(curve([(x, v), (x + ln / 2, v + rng.uniform(-4, 4)), (x + ln, v)]), line("#7d5633", rng.uniform(0.7, 2), 0.3))
        c.drawCircle(cx + 22, cy + 34, 288, fill("#3a2312", 0.5, 22))
        c.drawCircle(cx, cy, 268 - 2, glow(cx - 60, cy - 80, 360, ["#ffffff", "#e9eef2", "#b9c6d2"], [1, 1, 1]))
        c.drawCircle(cx, cy, 246, line("#c3d0da", 3, 0.8)), c.drawCircle(cx + 8, cy + 14, 236, fill("#55442f", 0.35, 12))
        c.drawCircle(cx, cy, 234, glow(cx - 50, cy - 60, 320, ["#ffffff", "#e4ebf0", "#aebdca"], [1, 1, 1]))
        c.drawCircle(cx, cy, 218, fill("#2b1308"))
        c.save(), c.translate(452, 838), c.rotate(-32)
        c.drawOval(skia.Rect(-66, -18, 6, 26), fill("#3a2312", 0.4, 6)), c.drawOval(skia.Rect(-70, -24, 2, 18), fade((-70, 0), (2, 0), ["#f4f7f9", "#9fb0bd"])), c.drawRoundRect(skia.Rect(0, -7, 150, 3), 5, 5, fade((0, -7), (0, 3), ["#eef3f6", "#8d9daa"]))
        c.restore()
        for x, y, a in ((70, 822, 20), (118, 872, 75), (52, 892, -40), (470, 96, 10), (88, 90, 50)):
            c.save(), c.translate(x, y), c.rotate(a)
            c.drawOval(skia.Rect(-17, -9, 21, 17), fill("#2a170b", 0.4, 4)), c.drawOval(skia.Rect(-19, -13, 19, 13), fade((0, -13), (0, 13), ["#7a4622", "#3d1f0e"])), c.drawPath(curve([(-18, 1), (-6, -4), (6, 4), (18, -1)]), line("#24110a", 2.6))
            c.restore()

    back = small(painted(table))[..., :3]
    gy, gx = np.mgrid[0:H, 0:W].astype(np.float32)
    mapx, mapy = ((gx - cx) / radius + 1) * grid / 2, ((gy - cy) / radius + 1) * grid / 2
    dist = np.hypot(gx - cx, gy - cy)
    cover = np.clip(radius - dist + 0.5, 0, 1)[..., None]
    rim = np.clip((dist - radius + 16) / 16, 0, 1) ** 2 * 0.45
    steam = clouds(61, 540, 1024, 180, 5)
    steam = np.concatenate([steam, steam[::-1]])

    def frame(t):
        while mem["steps"] <= (t + 2.6) * 30:
            step(mem["steps"])
            mem["steps"] += 1
        f = mem["steps"]
        milk = cv2.remap(mem["milk"], mapx, mapy, cv2.INTER_LINEAR)
        tone = colours[(np.clip(milk, 0, 1) * 511).astype(int)]
        shine = np.exp(-((gx - cx + 90) ** 2 / 5200 + (gy - cy + 130) ** 2 / 1900)) * 0.14
        tone = tone * (1 - rim)[..., None] + shine[..., None] + (0.035 * np.clip(np.roll(milk, 2, 0) - milk, -1, 1))[..., None]
        pic = back * (1 - cover) + tone * cover
        x, y, how = spout(f)
        away = ease((f - 250) / 40)

        def jug(c):
            if away >= 1:
                return
            tx, ty = cx + x * radius, cy + y * radius
            if how in ("cut", "end"):
                ty = cy + mix(-0.6, 0.72, min(1, (f - 210) / 52)) * radius
            lip = np.array([tx + 16 + 30 * away, ty - 172 - 420 * away])
            thick = 7 if how in ("wave", "heart") else 3.0
            if away < 0.05:
                c.drawCircle(tx + 8, ty + 8, 16, fill("#2b1308", 0.25, 8))
                c.drawPath(curve([lip, (tx + 4, ty - 110), (tx, ty)]), line("#fffaf0", thick)), c.drawPath(curve([lip + [2, 0], (tx + 6, ty - 110), (tx + 1.4, ty)]), line("#d8c8b0", 1.4, 0.7))
            c.save(), c.translate(float(lip[0]), float(lip[1])), c.rotate(24)
            body = curve([(-6, 6), (10, -18), (34, -64), (150, -96), (214, -40), (196, 60), (90, 84), (30, 40)], True)
            c.drawPath(body, fade((0, -90), (60, 90), ["#fafcfd", "#c2ccd4", "#7f8d99", "#dfe6ea"]))
            c.drawPath(curve([(10, -16), (34, -58), (120, -78), (150, -40), (90, 10), (26, 14)], True), fill("#fdf8ee")), c.drawPath(curve([(10, -16), (34, -58), (120, -78), (150, -40), (90, 10), (26, 14)], True), line("#8995a0", 2.4))
            c.drawPath(curve([(200, -40), (262, -36), (266, 40), (196, 50)]), line("#a3b0ba", 13)), c.drawPath(curve([(200, -42), (258, -38), (262, 34), (198, 46)]), line("#e9eff2", 4))
            c.restore()

        pic = over(pic, painted(jug))
        rise = np.roll(steam, -int(t * 55), 0)[:H, :W]
        haze = np.clip(rise - 0.52, 0, 1) * np.exp(-((gx - cx) / 190) ** 2) * np.clip((760 - gy) / 500, 0, 1) * 0.55
        return np.clip(pic + haze[..., None], 0, 1)

    tape = s.Tape(11)
    flow = s.hiss(11, 500, 3200, 6) * np.clip(1 - (s.span(11) - 5.6) / 0.6, 0, 1) * (0.7 + 0.3 * np.sin(s.span(11) * 21))
    tape.put(flow, 0, 0.05)
    jazz = [(53, 60, 64, 67), (50, 60, 65, 69), (46, 57, 62, 65), (48, 58, 64, 69)]
    for i in range(5):
        for k, n in enumerate(jazz[i % 4]):
            tape.put(s.keys(n, 3), i * 2.2 + k * 0.05, 0.2, k * 0.3 - 0.45)
            tape.put(s.keys(n, 1.5), i * 2.2 + 1.27, 0.12, k * 0.3 - 0.45)
        for k, n in enumerate((77, 76, 72, 69, 72)):
            tape.put(s.keys(n - (i % 3), 2), i * 2.2 + 0.55 + k * 0.33, 0.14, 0.4)
        tape.put(s.pluck(jazz[i % 4][0] - 12, 2, 0.25), i * 2.2, 0.45), tape.put(s.pluck(jazz[i % 4][0] - 5, 1, 0.25), i * 2.2 + 1.1, 0.35)
        for k in range(4):
            tape.put(s.hat(), i * 2.2 + k * 0.55, 0.05)
    tape.hall(1.6, 0.22)
    return frame, tape.done()


@scene("pulled-noodles", 11, 30)
def pulled_noodles():
    """One strand becomes two, four, eight … two hundred and fifty-six."""
    rng = np.random.default_rng(2)
    turn = 1.22
    lanes = [np.sort(rng.uniform(-1, 1, 2**k)) if k > 2 else np.linspace(-1, 1, 2**k) if k else np.zeros(1) for k in range(9)]
    dust = [(rng.uniform(0, W), rng.uniform(560, 950), rng.uniform(1, 3.4)) for _ in range(170)]

    def ground(c):
        c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#c8321f", "#b3231a", "#8f1717"]))
        c.drawCircle(270, 450, 250, fill("#e8b04a", 0.95)), c.drawCircle(270, 450, 238, fill("#d9402a")), c.drawCircle(270, 450, 229, line("#e8b04a", 2.5))
        for k in range(16):
            a = k * np.pi / 8
            for r in (268, 296):
                x, y = 270 + r * np.cos(a), 450 + r * np.sin(a)
                c.drawArc(skia.Rect(x - 26, y - 26, x + 26, y + 26), np.degrees(a) + 60, 240, False, line("#e8b04a", 2, 0.35))
        c.drawRect(skia.Rect(0, 800, W, H), fade((0, 800), (0, H), ["#c98f56", "#8a5730"])), c.drawRect(skia.Rect(0, 800, W, 808), fill("#e6b67c"))
        for x, y, r in dust:
            if y > 812:
                c.drawOval(skia.Rect(x - r * 1.6, y - r * 0.6, x + r * 1.6, y + r * 0.6), fill("#fff4dd", 0.8))
        c.drawPath(curve([(352, 905), (362, 945), (430, 962), (498, 945), (508, 905)], True), fill("#1f5c8c")), c.drawOval(skia.Rect(350, 888, 510, 922), fill("#f4efe4")), c.drawOval(skia.Rect(362, 892, 498, 918), fill("#d98a3a"))
        for k in range(6):
            c.drawOval(skia.Rect(378 + k * 18, 898 + (k * 7) % 9, 388 + k * 18, 904 + (k * 7) % 9), fill("#57a05a"))
        c.drawLine(330, 900, 520, 868, line("#5c2e16", 5)), c.drawLine(336, 908, 524, 884, line("#5c2e16", 5))

    back = skia.Image.fromarray(painted(ground), skia.kRGBA_8888_ColorType)

    def hand(c, x, y, side, squeeze):
        c.save(), c.translate(x, y), c.scale(side, 1)
        c.drawPath(curve([(-38, -26), (-140, -70), (-190, -60), (-190, 70), (-120, 60), (-36, 30)], True), fill("#ffffff")), c.drawPath(curve([(-92, -52), (-100, 0), (-92, 52)]), line("#d5dbe2", 5))
        c.drawRoundRect(skia.Rect(-62, -34, 24, 36), 26, 26, fill("#f0b98d"))
        for k in range(4):
            c.drawRoundRect(skia.Rect(-12 - 2 * squeeze, -33 + k * 17, 34 - 3 * squeeze, -17 + k * 17), 8, 8, fill("#f6c49b")), c.drawRoundRect(skia.Rect(-12, -33 + k * 17, 34 - 3 * squeeze, -17 + k * 17), 8, 8, line("#d08e63", 1.5))
        c.drawRoundRect(skia.Rect(-36, -46, 14, -28), 9, 9, fill("#f0b98d")), c.drawRoundRect(skia.Rect(-36, -46, 14, -28), 9, 9, line("#d08e63", 1.4))
        c.restore()

    def frame(t):
        v = (t + 0.55) / turn
        k, f = min(8, int(v)), v - int(v)
        if v >= 9:
            k, f = 8, 0.5
        pull = ease(f / 0.42) if f < 0.72 else 1 - ease((f - 0.72) / 0.28)
        if k == 8:
            pull = ease(f / 0.42) if v < 8.5 else 1
        beat = abs(np.sin(t * 5)) * pull

        def draw(c):
            c.drawImageRect(back, skia.Rect(0, 0, W, H))
            wide = mix(70, 206, pull)
            hy = 395 - 26 * pull + 6 * np.sin(t * 5)
            lx, rx = 270 - wide, 270 + wide
            sag = mix(330, 70, pull) + 46 * beat
            n = 2**k
            thick = max(1.25, 34 / n**0.72) * mix(1.3, 1.0, pull)
            spread = 8 + 30 * min(1, k / 5)
            for i, u in enumerate(lanes[k]):
                w = np.sin(t * 7 + u * 9 + i * 0.7)
                y0 = hy + u * 26 * min(1, k / 3)
                mid = hy + sag + u * spread * (1.2 + 0.8 * (1 - pull)) + 5 * w * pull
                path = skia.Path()
                path.moveTo(lx, y0), path.cubicTo(lx + wide * 0.35, mid + sag * 0.22, rx - wide * 0.35, mid + sag * 0.22 + 3 * w, rx, y0)
                c.drawPath(path, line("#c98f3f", thick + 1.6, 0.75 if n < 64 else 0.4))
                c.drawPath(path, line(mix(rgb("#fff3cf"), rgb("#f3d08a"), 0.5 + 0.5 * np.sin(i * 2.3)), thick))
                if thick > 4:
                    c.save(), c.translate(0, -thick * 0.24), c.drawPath(path, line("#fffdf2", thick * 0.2, 0.8)), c.restore()
            hand(c, lx, hy, 1, 1 - pull), hand(c, rx, hy, -1, 1 - pull)
            for q in range(26):
                life = (t * 0.9 + q * 0.137) % 1
                x, y = 270 + 230 * np.sin(q * 2.4) * (0.4 + 0.6 * life), hy + 90 + 380 * life**1.6 + 40 * np.sin(q * 5)
                c.drawCircle(x, y, 1.5 + q % 3 * 0.6, fill("#fff6e0", 0.8 * (1 - life)))
            badge(c, n, ease(f / 0.15) if k < 8 else 1)

        return painted(draw)

    def badge(c, n, pop):
        z = 1.25 - 0.25 * pop
        c.save(), c.translate(270, 118), c.scale(z, z)
        font = skia.Font(skia.Typeface("Noto Serif CJK SC", skia.FontStyle.Bold()), 66)
        text = f"× {n}"
        c.drawString(text, -font.measureText(text) / 2 + 3, 25, font, fill("#5e0d0d", 0.6)), c.drawString(text, -font.measureText(text) / 2, 22, font, fill("#ffd982"))
        c.restore()

    tape = s.Tape(11)
    slap = s.shut(s.hiss(0.2, 300, 3500, 4) * np.exp(-s.span(0.2) * 30))
    for k in range(9):
        tape.put(slap, max(0, k * turn - 0.55 + 0.02), 0.5), tape.put(s.kick(), max(0, k * turn - 0.55), 0.5)
    beat = turn / 8
    lute = [62, 64, 66, 69, 71, 74, 76, 78, 81]
    tune = [4, 5, 4, 3, 2, 3, 1, 0, 2, 3, 4, 5, 7, 5, 4, 3]
    for i in range(int(11 / beat)):
        if i % 8 in (0, 2, 3, 4, 6, 7):
            tape.put(s.pluck(lute[tune[(i * 5 // 4) % 16]] + (12 if i > 56 else 0), 0.9, 0.85), i * beat, 0.36, 0.3 * np.sin(i))
        if i % 4 == 0:
            tape.put(s.pluck(38 if i % 16 < 8 else 45, 1, 0.4), i * beat, 0.42)
        if i % 2 == 0:
            tape.put(s.wood(86, 0.12), i * beat, 0.1, 0.6)
    tape.hall(1.2, 0.16)
    return frame, tape.done()


@scene("potters-wheel", 11, 24)
def potters_wheel():
    """Clay rises on the wheel: a lump, a bowl, a vase."""
    v = np.linspace(0, 1, 60)
    lump = np.interp(v, [0, 0.25, 0.6, 0.9, 1], [118, 124, 108, 62, 14])
    forms = [(lump, 150), (np.interp(v, [0, 0.1, 0.5, 0.9, 1], [86, 96, 132, 160, 158]), 150), (np.interp(v, [0, 0.5, 1], [84, 92, 96]), 300),
             (60 + 78 * np.sin(np.pi * np.clip(v * 1.15, 0, 1)) ** 1.2 + 26 * np.clip((v - 0.82) / 0.18, 0, 1) ** 1.5 - 14 * np.exp(-(((v - 0.8) / 0.12) ** 2)), 372),
             (56 + 90 * np.sin(np.pi * np.clip(v * 1.3, 0, 1)) ** 1.15 + 34 * np.clip((v - 0.86) / 0.14, 0, 1) ** 1.4 - 22 * np.exp(-(((v - 0.78) / 0.1) ** 2)), 400)]
    times = [-1.5, 1.6, 4.4, 7.0, 9.0]
    yy, xx = np.mgrid[0:H, 0:W].astype(np.float32)
    speck = clouds(33, 1024, 512, 16, 4)
    base_y, cx, tilt = 742, 270, 0.24

    def form(t):
        i = int(np.clip(np.searchsorted(times, t) - 1, 0, 3))
        k = ease((t - times[i]) / (times[i + 1] - times[i]))
        r = mix(forms[i][0], forms[i + 1][0], k) * (1 + 0.012 * np.sin(v * 40 + t * 9))
        return r, mix(forms[i][1], forms[i + 1][1], k)

    def room(c):
        c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (W, H), ["#2f5d62", "#3f7a78", "#22474e"]))
        c.drawRect(skia.Rect(40, 60, 300, 420), fade((40, 60), (300, 420), ["#fdf0c8", "#f3cf8f"])), c.drawRect(skia.Rect(40, 60, 300, 420), line("#1c3a40", 12))
        c.drawLine(170, 60, 170, 420, line("#1c3a40", 8)), c.drawLine(40, 240, 300, 240, line("#1c3a40", 8))
        c.drawPath(shape([(60, 420), (300, 420), (540, 960), (140, 960)]), fade((0, 420), (0, 960), ["#ffe9ae", "#ffe9ae"], None, [0.22, 0.0]))
        for y in (190, 330):
            c.drawRect(skia.Rect(350, y, 540, y + 11), fill("#8a5a3c")), c.drawRect(skia.Rect(350, y + 11, 540, y + 16), fill("#1c3a40", 0.5))
        for x, y, w, h, tone in ((385, 190, 22, 60, "#e76f51"), (442, 190, 30, 44, "#f4a261"), (502, 190, 24, 78, "#e9c46a"), (392, 330, 30, 40, "#d8e2dc"), (455, 330, 20, 72, "#a8402c"), (512, 330, 28, 50, "#7fb0a5")):
            c.drawPath(curve([(x - w * 0.5, y), (x - w, y - h * 0.55), (x - w * 0.4, y - h * 0.9), (x - w * 0.55, y - h), (x + w * 0.55, y - h), (x + w * 0.4, y - h * 0.9), (x + w, y - h * 0.55), (x + w * 0.5, y)], True), fade((x - w, 0), (x + w, 0), [tone, mix(rgb(tone), rgb("#102a30"), 0.45)]))
        c.drawPath(shape([(150, 790), (390, 790), (430, 960), (110, 960)]), fade((110, 0), (430, 0), ["#5a3d2e", "#3a261d"]))

    back = small(painted(room))[..., :3]

    def ring(a):
        return tuple(float(q) for q in a)

    def wheel(t):
        def draw(c):
            c.drawOval(skia.Rect(20, 742, 520, 862), fill("#0f2429", 0.5, 10))
            c.drawOval(skia.Rect(30, 706, 510, 826), fade((30, 0), (510, 0), ["#4a4f57", "#23272d"])), c.drawOval(skia.Rect(30, 688, 510, 804), fade((30, 0), (510, 0), ["#a8adb3", "#5d636b"]))
            for k in range(5):
                r = 225 - k * 24
                c.drawOval(skia.Rect(270 - r, 746 - r * tilt, 270 + r, 746 + r * tilt), line("#7f868e", 1.4, 0.8))
            for k in range(6):
                a = t * 9 + k * np.pi / 3
                x, y = 270 + 190 * np.cos(a), 746 + 190 * tilt * np.sin(a)
                c.drawOval(skia.Rect(x - 12, y - 4, x + 12, y + 4), fill("#b5653c", 0.8))
            c.drawOval(skia.Rect(270 - 150, 722, 270 + 150, 786), fill("#2a1712", 0.5, 8))
        return painted(draw)

    def frame(t):
        r, high = form(t)
        pic = over(back, wheel(t))
        top = base_y - high
        level = np.clip((base_y - yy) / high, 0, 1)
        rad = np.interp(level, v, r)
        u = np.clip((xx - cx) / rad, -1, 1)
        bend = np.sqrt(1 - u * u)
        low = base_y + r[0] * tilt * np.sqrt(np.clip(1 - ((xx - cx) / r[0]) ** 2, 0, 1))
        # The wall as seen: each height's ellipse hangs a little below its middle.
        drop = bend * tilt * 0.5 * rad
        level = np.clip((base_y - (yy - drop)) / high, 0, 1)
        rad = np.interp(level, v, r)
        u = np.clip((xx - cx) / rad, -1, 1)
        bend = np.sqrt(1 - u * u)
        body = np.clip(rad - np.abs(xx - cx) + 0.5, 0, 1) * (yy > top - 2) * np.clip(low - yy + 0.5, 0, 1)
        lon = np.arcsin(u) / (2 * np.pi) + t * 1.1
        grain = cv2.remap(speck, (np.mod(lon, 1) * 1023).astype(np.float32), (level * 500).astype(np.float32), cv2.INTER_LINEAR)
        grooves = np.sin(level * high / 3.4 + lon * 6.28)
        light = np.clip(0.26 + 0.78 * np.clip(-u * 0.6 + bend * 0.62, 0, 1) + 0.10 * np.clip(u - 0.6, 0, 1) * 2, 0, 1.2)
        light = light * (0.95 + 0.05 * grooves + 0.1 * (grain - 0.5))
        wet = np.exp(-(((u + 0.42) / 0.10) ** 2)) * (0.20 + 0.1 * grooves)
        clay = light[..., None] * mix(rgb("#c8683c"), rgb("#dd8a55"), level[..., None]) + wet[..., None]
        pic = pic * (1 - body[..., None]) + clay * body[..., None]
        rt = r[-1]
        hands = mix(0, 1, part(t, -1, 0.3)) * (1 - part(t, 9.3, 10.2))

        def top_and_hands(c):
            if rt > 26:
                c.drawOval(skia.Rect(cx - rt, top - rt * tilt, cx + rt, top + rt * tilt), fade((cx - rt, 0), (cx + rt, 0), ["#f0a873", "#c06a40"]))
                q = rt - 11
                c.drawOval(skia.Rect(cx - q, top - q * tilt, cx + q, top + q * tilt), fade((cx - q, 0), (cx + q, 0), ["#4f2417", "#9a5231"]))
            y = mix(base_y - high * 0.5, top + 26, 0.5 + 0.5 * np.sin(t * 1.5))
            k = float(np.interp((base_y - y) / high, v, r))
            for side in (-1, 1):
                x = cx + side * (k + 2 + (1 - hands) * 300)
                c.save(), c.translate(x, y), c.scale(side, 1)
                arm = curve([(10, -34), (70, -58), (170, -20), (330, 60), (330, 190), (160, 90), (60, 40), (12, 38)], True)
                c.drawPath(arm, fade((0, -40), (0, 120), ["#f0bd95", "#c98a63"]))
                c.drawPath(curve([(120, -48), (150, 0), (142, 82), (330, 210), (330, 40)], True), fade((120, 0), (330, 0), ["#2f4858", "#1e303c"]))
                for f in range(4):
                    c.drawRoundRect(skia.Rect(-7, -36 + f * 19, 66, -18 + f * 19), 9, 9, fill("#f3c6a0")), c.drawRoundRect(skia.Rect(-7, -36 + f * 19, 66, -18 + f * 19), 9, 9, line("#b9774f", 1.5))
                    c.drawCircle(0, -27 + f * 19, 7.5, fill("#b5653c", 0.55))
                c.restore()

        return np.clip(over(pic, painted(top_and_hands)), 0, 1)

    tape = s.Tape(11)
    x = s.span(11)
    tape.put(s.hiss(11, 60, 380, 3) * (0.8 + 0.2 * np.sin(2 * np.pi * 1.43 * 2 * x)), 0, 0.16)
    tape.put(s.hiss(11, 1200, 4200, 4) * (0.5 + 0.5 * np.sin(2 * np.pi * 1.43 * x)) ** 3, 0, 0.035, 0.3)
    tape.chords([(50, 57, 62), (48, 55, 64), (53, 57, 60), (45, 57, 61)], 2.75, 0.05)
    for i, n in enumerate([62, 69, 74, 77, 76, 72, 67, 72, 69, 65, 69, 72, 73, 76, 81, 76, 74, 69, 65, 62]):
        tape.put(s.pluck(n, 2.4, 0.3), 0.2 + i * 0.53, 0.42, 0.5 * np.sin(i))
    tape.hall(2, 0.28)
    return frame, tape.done()


if __name__ == "__main__":
    main()
