"""Algorithms: sorting, a way through a maze, the shortest way through a city, a school of fish."""

import heapq
from collections import deque

import cv2
import numpy as np
import skia
from numba import njit

import sound as s
from reel import (H, W, bloom, curve, ease, fade, fill, glow, line, main, mix, over, painted, part, ramp, ramps, rgb,
                  scene, shape, small)


@scene("sorting-colours", 13, 30)
def sorting_colours():
    """Quicksort puts sixty bars in order; each look is a tone."""
    n = 60
    rng = np.random.default_rng(6)
    bars = rng.permutation(n)
    steps = []

    def sort(lo, hi):
        if lo >= hi:
            return
        pivot, i = bars[(lo + hi) // 2], lo
        bars[(lo + hi) // 2], bars[hi] = bars[hi], bars[(lo + hi) // 2]
        for j in range(lo, hi):
            if bars[j] < pivot:
                bars[i], bars[j] = bars[j], bars[i]
                i += 1
            steps.append((bars.copy(), j, i, hi))
        bars[i], bars[hi] = bars[hi], bars[i]
        steps.append((bars.copy(), i, i, hi))
        sort(lo, i - 1), sort(i + 1, hi)

    sort(0, n - 1)
    end, pace = 10.6, len(steps) / 10.6
    rainbow = ["#ff4d6d", "#ff8c42", "#ffd23f", "#7bd389", "#2ec4b6", "#3a86ff", "#8338ec", "#d94fd5"]
    heat = np.zeros(n)
    mem = {"at": 0}

    def frame(t):
        at = min(int(t * pace), len(steps) - 1)
        heat[:] *= 0.78
        for k in range(mem["at"], at + 1):
            heat[steps[k][1]] = heat[steps[k][2]] = 1
        mem["at"] = at
        now, j, i, pivot = steps[at]
        done = t > end
        sweep = (t - end) / 1.1 * n

        def draw(c):
            c.drawRect(skia.Rect(0, 0, W, H), fade((0, 0), (0, H), ["#1a1333", "#2b1a4a", "#3a1f4f"]))
            c.drawCircle(W / 2, 860, 480, glow(W / 2, 860, 480, ["#ff5d8f", "#ff5d8f"], [0.22, 0], True))
            for k in range(n):
                v = now[k]
                x, w = 24 + k * 8.2, 6.4
                h = 60 + v * 10.6
                wave = 26 * np.exp(-((k - sweep) ** 2) / 18) if done else 0
                colour = mix(ramp(rainbow, v / (n - 1)), rgb("#ffffff"), 0.75 * heat[k] * (not done) + 0.8 * (wave / 26))
                r = skia.Rect(x, 830 - h - wave, x + w, 830)
                c.drawRoundRect(r, 3.2, 3.2, fill(colour))
                c.drawRoundRect(skia.Rect(x, 838, x + w, 838 + (h + wave) * 0.22), 3.2, 3.2, fade((0, 838), (0, 838 + h * 0.22), [colour, colour], None, [0.35, 0]))
            if not done:
                for k, tint in ((j, "#ffffff"), (pivot, "#ffd23f")):
                    c.drawPath(shape([(27.2 + k * 8.2, 108), (21.2 + k * 8.2, 96), (33.2 + k * 8.2, 96)]), fill(tint))

        return np.clip(bloom(small(painted(draw))[..., :3], 0.28, 10, 0.35), 0, 1)

    tape = s.Tape(13)
    scale = [36, 39, 41, 43, 46]
    for k in range(0, len(steps), 4):
        v = steps[k][0][steps[k][1]]
        note = scale[v % 5] + 12 * (v // 5) // 3 + 12
        tape.put(s.wood(int(note) + 12, 0.35), k / pace, 0.28, steps[k][1] / n * 1.4 - 0.7)
    for k in range(0, n, 2):
        tape.put(s.bell(60 + scale[k // 2 % 5] - 36 + 12 * (k // 20), 1.5), end + k / n * 1.1, 0.1, k / n * 1.6 - 0.8)
    tape.chords([(48, 55, 63), (44, 51, 60), (46, 53, 62)], 3.6, 0.035)
    tape.chords([(48, 55, 60, 67)], 2.2, 0.1, 11.2)
    tape.hall(1.6, 0.2)
    return frame, tape.done()


@scene("maze-flood", 12, 24)
def maze_flood():
    """Colour floods a maze from one corner; where it ends, the way back is found."""
    gw, gh, cell, left, top = 17, 31, 29, 23.5, 31
    rng = np.random.default_rng(9)
    open_ = {(x, y): set() for x in range(gw) for y in range(gh)}
    stack, seen = [(0, 0)], {(0, 0)}
    while stack:
        x, y = stack[-1]
        near = [(x + a, y + b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)) if (x + a, y + b) in open_ and (x + a, y + b) not in seen]
        if not near:
            stack.pop()
            continue
        q = near[rng.integers(len(near))]
        open_[x, y].add(q), open_[q].add((x, y)), seen.add(q), stack.append(q)
    for _ in range(26):
        x, y = int(rng.integers(gw - 1)), int(rng.integers(gh - 1))
        open_[x, y].add((x + 1, y)), open_[x + 1, y].add((x, y))
    start, goal = (0, 0), (gw - 1, gh - 1)
    dist, parent, queue = {start: 0}, {}, deque([start])
    while queue:
        u = queue.popleft()
        for v in sorted(open_[u]):
            if v not in dist:
                dist[v], parent[v] = dist[u] + 1, u
                queue.append(v)
    far = max(dist.values())
    way = [goal]
    while way[-1] != start:
        way.append(parent[way[-1]])
    way.reverse()
    tints = ["#ffe66d", "#ffb347", "#ff6b6b", "#d65db1", "#845ec2", "#4b8bf4", "#2ec4b6", "#9be15d"]
    mid = lambda q: (left + q[0] * cell + cell / 2, top + q[1] * cell + cell / 2)
    order = sorted(dist, key=dist.get)

    def frame(t):
        wave = (0.26 + 0.74 * t / 7.2) * (far + 4)
        back = ease((t - 7.3) / 3.2) * (len(way) - 1)

        def draw(c):
            c.clear(skia.Color4f(0.985, 0.965, 0.93, 1))
            c.drawRoundRect(skia.Rect(left - 9, top - 9, left + gw * cell + 9, top + gh * cell + 9), 14, 14, fill("#2c2a4a"))
            for q in order:
                k = np.clip((wave - dist[q]) / 3, 0, 1)
                x, y = mid(q)
                base = mix(rgb("#3d3a63"), ramp(tints, (dist[q] / far * 1.6) % 1), k)
                c.drawRect(skia.Rect(x - 14.6, y - 14.6, x + 14.6, y + 14.6), fill(base))
                fresh = np.exp(-((wave - dist[q] - 1) ** 2) / 3)
                if fresh > 0.05:
                    c.drawCircle(x, y, 7 + 6 * fresh, fill("#ffffff", 0.7 * fresh))
            wall = line("#221f3d", 5)
            for (x, y), to in open_.items():
                px, py = left + x * cell, top + y * cell
                if (x + 1, y) not in to and x + 1 < gw:
                    c.drawLine(px + cell, py, px + cell, py + cell, wall)
                if (x, y + 1) not in to and y + 1 < gh:
                    c.drawLine(px, py + cell, px + cell, py + cell, wall)
            if t > 7.3:
                k = int(back)
                pts = [mid(q) for q in way[: k + 1]]
                if k + 1 < len(way):
                    a, b = mid(way[k]), mid(way[k + 1])
                    pts.append(tuple(mix(a, b, back - k)))
                path = shape(pts, False)
                c.drawPath(path, line("#ffffff", 12)), c.drawPath(path, line("#1d1a38", 5))
                c.drawCircle(*pts[-1], 10, fill("#ffffff")), c.drawCircle(*pts[-1], 6, fill("#ff4d6d"))
            for q, tint in ((start, "#17c964"), (goal, "#ff3864")):
                x, y = mid(q)
                pulse = 1 + 0.12 * np.sin(t * 5)
                c.drawCircle(x, y, 12 * pulse, fill("#ffffff")), c.drawCircle(x, y, 8 * pulse, fill(tint))

        return painted(draw)

    tape = s.Tape(12)
    scale = [48, 50, 52, 55, 57, 60, 62, 64, 67, 69, 72, 74, 76, 79]
    for i in range(58):
        tape.put(s.pluck(scale[(i * 3 + i // 7) % 9], 0.8, 0.6), i * 0.125, 0.22, np.sin(i) * 0.7)
        if i % 4 == 0:
            tape.put(s.kick(), i * 0.125, 0.5)
        if i % 4 == 2:
            tape.put(s.hat(), i * 0.125, 0.2)
    for i in range(26):
        tape.put(s.bell(scale[min(13, i // 2)] + 12, 1.2), 7.35 + i * 0.122, 0.1, i / 13 - 1)
    tape.chords([(48, 60, 64, 67, 72)], 1.8, 0.16, 10.4)
    tape.hall(1.5, 0.2)
    return frame, tape.done()


@scene("shortest-way", 12, 24)
def shortest_way():
    """A* looks for the quickest way through a city, street by street."""
    gw, gh, step = 13, 21, 46
    rng = np.random.default_rng(20)
    px = lambda q: (-10 + q[0] * step + (q[1] % 3) * 1.5, 8 + q[1] * step)
    cost = {}
    river = lambda x: 470 + 60 * np.sin(x / 110) + 20 * np.sin(x / 47)
    bridges = (2, 7, 10)
    for x in range(gw):
        for y in range(gh):
            for a, b in ((1, 0), (0, 1)):
                q = (x + a, y + b)
                if q[0] < gw and q[1] < gh:
                    (x1, y1), (x2, y2) = px((x, y)), px(q)
                    wet = (y1 - river(x1)) * (y2 - river(x2)) < 0
                    if (wet and x not in bridges) or (a and abs(y1 - river(x1)) < 34) or rng.random() < 0.13:
                        continue
                    w = rng.choice([0.7, 1, 1.5, 2.1])
                    cost[(x, y), q] = cost[q, (x, y)] = w
    near = {}
    for (a, b), w in cost.items():
        near.setdefault(a, []).append((b, w))
    start, goal = (2, 18), (10, 2)
    best, parent, heap, order = {start: 0}, {}, [(0, start)], []
    while heap:
        _, u = heapq.heappop(heap)
        if u in order:
            continue
        order.append(u)
        if u == goal:
            break
        for v, w in near.get(u, []):
            g = best[u] + w
            if g < best.get(v, 1e9):
                best[v], parent[v] = g, u
                heapq.heappush(heap, (g + 0.62 * (abs(v[0] - goal[0]) + abs(v[1] - goal[1])), v))
    way = [goal]
    while way[-1] != start:
        way.append(parent[way[-1]])
    way.reverse()

    def ground(c):
        c.clear(skia.Color4f(*map(float, rgb("#eef0ea")), 1.0))
        for x in range(gw):
            for y in range(gh):
                ax, ay = px((x, y))
                park = rng.random() < 0.13
                c.drawRoundRect(skia.Rect(ax + 6, ay + 6, ax + step - 6, ay + step - 6), 5, 5, fill("#c4e3b3" if park else "#e3e2dc"))
                if park:
                    for _ in range(5):
                        c.drawCircle(ax + rng.uniform(11, 35), ay + rng.uniform(11, 35), rng.uniform(3, 5.5), fill("#7fb96d"))
                    continue
                for bx, by, w, h in ((9, 9, 12, 13), (25, 9, 12, 9), (9, 26, 9, 11), (22, 22, 15, 15)):
                    if rng.random() < 0.82:
                        tone = ["#fff6e8", "#f9d9c0", "#e8ecf6", "#f4c9b7", "#dfe9e4"][rng.integers(5)]
                        c.drawRoundRect(skia.Rect(ax + bx + 2, ay + by + 3, ax + bx + w + 2, ay + by + h + 3), 2, 2, fill("#a9a79f", 0.6))
                        c.drawRoundRect(skia.Rect(ax + bx, ay + by, ax + bx + w, ay + by + h), 2, 2, fill(tone))
        bank = [(x, river(x)) for x in range(-20, W + 21, 10)]
        c.drawPath(curve(bank), line("#bfe0c4", 62)), c.drawPath(curve(bank), line("#8cc9ea", 50)), c.drawPath(curve([(x, y - 6) for x, y in bank]), line("#b2def4", 5))
        for pair, w in cost.items():
            a, b = px(pair[0]), px(pair[1])
            c.drawLine(*a, *b, line("#c9c8c2", 10 if w < 1 else 7.5))
        for pair, w in cost.items():
            a, b = px(pair[0]), px(pair[1])
            c.drawLine(*a, *b, line("#ffdf8a" if w < 1 else "#ffffff", 7 if w < 1 else 5))

    back = skia.Image.fromarray(painted(ground), skia.kRGBA_8888_ColorType)

    def pin(c, q, tint, hop):
        x, y = px(q)
        c.drawOval(skia.Rect(x - 9, y - 4, x + 9, y + 4), fill("#000000", 0.25, 2))
        y -= hop
        path = skia.Path()
        path.moveTo(x, y), path.cubicTo(x - 6, y - 14, x - 19, y - 22, x - 19, y - 36)
        path.arcTo(skia.Rect(x - 19, y - 55, x + 19, y - 17), 180, 180, False), path.cubicTo(x + 19, y - 22, x + 6, y - 14, x, y)
        c.drawPath(path, fill(tint)), c.drawPath(path, line("#ffffff", 2.4)), c.drawCircle(x, y - 36, 7.5, fill("#ffffff"))

    def frame(t):
        shown = (0.3 + 0.7 * ease(t / 6.6)) * len(order)
        found = ease((t - 6.7) / 3.6) * (len(way) - 1)

        def draw(c):
            c.drawImageRect(back, skia.Rect(0, 0, W, H))
            calm = 1 - 0.65 * part(t, 6.6, 7.4)
            for i, u in enumerate(order[: int(shown)]):
                age = shown - i
                tint = ramp(["#fff3a0", "#ff9f1c", "#f0563f", "#b5338a", "#6a3fb5"], min(1, age / 120))
                if u in parent:
                    a, b = np.array(px(parent[u])), np.array(px(u))
                    c.drawLine(*a, *mix(a, b, min(1, age)), line(tint, 7, 0.9 * calm))
                if age < 9:
                    c.drawCircle(*px(u), 9 * (1 - age / 9) + 4, fill("#ff9f1c", 0.8 * (1 - age / 9)))
            if t > 6.7:
                k = int(found)
                pts = [px(q) for q in way[: k + 1]]
                if k + 1 < len(way):
                    pts.append(tuple(mix(px(way[k]), px(way[k + 1]), found - k)))
                c.drawPath(shape(pts, False), line("#ffffff", 15)), c.drawPath(shape(pts, False), line("#1677ff", 10))
                c.drawCircle(*pts[-1], 15, fill("#ffffff")), c.drawCircle(*pts[-1], 10.5, fill("#1677ff"))
            pin(c, start, "#16a34a", 0), pin(c, goal, "#ef4444", abs(7 * np.sin(t * 3)) if t < 10.3 else 16 * abs(np.sin((t - 10.3) * 6)) * np.exp(-(t - 10.3)))

        return painted(draw)

    tape = s.Tape(12)
    for i in range(54):
        note = [62, 66, 69, 73, 74, 69, 66, 64][i % 8] + (12 if i % 16 > 11 else 0)
        tape.put(s.wood(note, 0.5), i * 0.125, 0.26, np.sin(i * 0.9) * 0.8)
        if i % 8 == 0:
            tape.put(s.pluck(38 + (i // 8 % 2) * 5, 1.5, 0.3), i * 0.125, 0.5)
    for i in range(28):
        tape.put(s.keys([62, 66, 69, 74, 78, 81, 86, 81][i % 8], 1.5), 6.75 + i * 0.128, 0.2, i / 14 - 1)
    for n in (62, 69, 74, 78, 86):
        tape.put(s.bell(n, 3), 10.35, 0.12)
    tape.chords([(50, 57, 62), (55, 59, 62), (50, 57, 62, 66)], 3.9, 0.05)
    tape.hall(1.6, 0.22)
    return frame, tape.done()


@njit(fastmath=True, cache=True)
def school(p, v, aims):
    n = p.shape[0]
    for i in range(n):
        ax, ay, bx, by, m, cx, cy = 0.0, 0.0, 0.0, 0.0, 0, 0.0, 0.0
        for j in range(n):
            if i != j and i % 3 == j % 3 or (i + j) % 7 == 1 and i != j:
                dx, dy = p[j, 0] - p[i, 0], p[j, 1] - p[i, 1]
                d2 = dx * dx + dy * dy
                if d2 < 8100:
                    ax, ay, bx, by, m = ax + dx, ay + dy, bx + v[j, 0], by + v[j, 1], m + 1
                if d2 < 1500:
                    cx, cy = cx - dx / (d2 + 9), cy - dy / (d2 + 9)
        fx, fy = 3.1 * cx, 3.1 * cy
        if m:
            fx += 0.0016 * ax / m + 0.05 * (bx / m - v[i, 0])
            fy += 0.0016 * ay / m + 0.05 * (by / m - v[i, 1])
        dx, dy = aims[i % 3, 0] - p[i, 0], aims[i % 3, 1] - p[i, 1]
        d = np.sqrt(dx * dx + dy * dy) + 1e-6
        fx, fy = fx + 0.04 * dx / d, fy + 0.04 * dy / d
        fx, fy = fx - dy / d * 0.022, fy + dx / d * 0.022
        v[i, 0] += fx
        v[i, 1] += fy
        sp = np.sqrt(v[i, 0] ** 2 + v[i, 1] ** 2)
        k = min(max(sp, 1.5), 3.0) / sp
        v[i] *= k
    p += v


@scene("boids-reef", 10, 30, crf=28, most=1050)
def boids_reef():
    """Three rules, a hundred and sixty fish: keep apart, look where the others swim, stay together."""
    n = 165
    rng = np.random.default_rng(17)
    p = np.c_[rng.uniform(40, W - 40, n), rng.uniform(200, 760, n)]
    v = rng.normal(0, 1, (n, 2)) + [1.2, 0]
    size = rng.uniform(1.0, 1.75, n)
    tint = [["#ff7a2f", "#ffcf3f", "#ff4f6d", "#ff9d3c", "#fff0d8"][q] for q in [(i % 3, 3 + i % 2)[rng.random() < 0.12] for i in range(n)]]
    mem = {"n": -150}
    yy, xx = np.mgrid[0:H // 2, 0 : W // 2].astype(np.float32) * 2
    sea = ramps(["#7ce8e4", "#25b6cf", "#0d7fb3", "#0a4f8c", "#0a2f66"], np.linspace(0, 1, H))[:, None].astype(np.float32)

    def coral(c, t):
        for i, (x, h, col) in enumerate(((20, 150, "#e0457b"), (95, 96, "#ff8fa3"), (170, 60, "#7b4bb3"), (385, 70, "#ff9f6b"), (455, 120, "#c23a8a"), (525, 165, "#f06292"))):
            for k in range(9):
                a = -np.pi / 2 + (k - 4) * 0.2 + 0.06 * np.sin(t * 1.2 + i + k)
                q = np.array([x + (k - 4) * 2.0, 965.0])
                ln = h * (1 - 0.06 * abs(k - 4))
                e = q + ln * np.array([np.cos(a), np.sin(a)])
                m = (q + e) / 2 + 10 * np.sin(k * 2)
                c.drawPath(curve([q, m, e]), line(mix(rgb(col), rgb("#1a1a5a"), 0.12 * (k % 3)), 11 - 0.5 * abs(k - 4)))
                c.drawCircle(e[0], e[1], 7, fill(col))
        c.drawPath(curve([(-30, 930), (120, 905), (270, 932), (420, 908), (580, 935), (580, 1010), (-30, 1010)], True), fade((0, 900), (0, H), ["#f2d9a0", "#b98f5a"]))

    def fish(c, x, y, a, z, col, beat):
        c.save(), c.translate(x, y), c.rotate(np.degrees(a)), c.scale(z, z if abs(a) < np.pi / 2 else -z)
        b = 5 * np.sin(beat)
        path = skia.Path()
        path.moveTo(14, 0), path.quadTo(4, -8.5, -9, b * 0.25), path.lineTo(-19, -7 + b), path.quadTo(-15, b * 0.7, -19, 7 + b), path.lineTo(-9, b * 0.25), path.quadTo(4, 8.5, 14, 0)
        c.drawPath(path, fill(col))
        c.drawPath(curve([(3, -5.5), (1, 0), (3, 5.5)]), line("#ffffff", 1.8, 0.85)), c.drawPath(shape([(2, -5), (-6, -9), (-6, -3)]), fill(mix(rgb(col), rgb("#7a1020"), 0.25)))
        c.drawCircle(9, -1.6, 1.5, fill("#1a1430"))
        c.restore()

    def frame(t):
        while mem["n"] <= t * 30:
            u = mem["n"] / 30
            school(p, v, np.array([[270 + 190 * np.sin(u * (0.8 + 0.17 * g) + g * 2.1), 420 + 270 * np.sin(u * (0.62 + 0.1 * g) + 1 + g * 2.6)] for g in range(3)]))
            v[:] = v + rng.normal(0, 0.16, v.shape)
            mem["n"] += 1
        pic = np.repeat(sea, W, 1)
        web = np.zeros_like(xx)
        for k in range(3):
            a, b = xx / 46 + 1.6 * np.sin(yy / 60 + t * 0.8 + k) + k * 2.1, yy / 52 + 1.6 * np.sin(xx / 55 - t * 0.7 + 2 * k)
            web += np.abs(np.sin(a) * np.cos(b))
        web = np.clip(1 - web / 1.1, 0, 1) ** 2 * np.exp(-yy / 420)
        rays = np.clip(np.sin(xx / 38 + yy / 150 + t * 0.5) + np.sin(xx / 61 + yy / 190 - t * 0.4) - 0.7, 0, 1) * np.exp(-yy / 520)
        pic = pic + cv2.resize(0.4 * web + 0.16 * rays, (W, H))[..., None]

        def draw(c):
            coral(c, t)
            for i in range(n):
                fish(c, p[i, 0], p[i, 1], np.arctan2(v[i, 1], v[i, 0]), size[i], tint[i], t * 14 + i)
            for k in range(16):
                y = (900 - t * 60 * (1 + k % 3 * 0.3) - k * 61) % 960
                c.drawCircle(70 + (k * 83) % 410 + 6 * np.sin(t * 2 + k), y, 2 + k % 4, line("#e8ffff", 1.2, 0.7))

        return over(np.clip(pic, 0, 1), painted(draw))

    tape = s.Tape(10)
    tape.chords([(53, 57, 60, 64), (50, 57, 60, 65), (46, 53, 58, 62), (48, 55, 58, 64)], 2.75, 0.07)
    for i, k in enumerate([65, 69, 72, 76, 77, 76, 72, 69, 70, 74, 77, 81, 79, 76, 72, 67] * 2):
        tape.put(s.wood(k, 0.8), 0.1 + i * 0.34, 0.3, 0.7 * np.sin(i * 0.6))
    for i in range(34):
        x = s.span(0.12)
        f = 500 + 90 * (i * 7 % 11)
        tape.put(np.sin(2 * np.pi * (f * x + 3200 * x * x)) * np.sin(np.pi * x / 0.12), 0.2 + i * 0.31 + 0.1 * (i * 5 % 3), 0.045, np.sin(i * 2))
    tape.hall(2.2, 0.3)
    return frame, tape.done()


if __name__ == "__main__":
    main()
