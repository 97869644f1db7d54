"""A bar chart as SVG, for docs/. Standard library only."""
import html

WIDTH, ROW, LEFT, RIGHT = 640, 34, 210, 70
DARK, PALE, INK, FAINT = "#1f6f5c", "#b9c4c0", "#222", "#777"


def bars(title, rows, note=""):
    """`rows`: (name, value 0..1, chance error or None, whether it stands out)."""
    height = 50 + ROW * len(rows) + 30
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="14" role="img" aria-label="{html.escape(title)}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="28" font-size="16" fill="{INK}">{html.escape(title)}</text>',
    ]
    for n, row in enumerate(rows):
        out += bar(46 + ROW * n, *row)
    out.append(f'<text x="16" y="{height - 12}" font-size="12" fill="{FAINT}">{html.escape(note)}</text>')
    return "\n".join([*out, "</svg>", ""])


def bar(top, name, value, error, strong):
    room = WIDTH - LEFT - RIGHT
    end, middle = LEFT + value * room, top + 12
    yield f'<text x="{LEFT - 10}" y="{middle + 5}" text-anchor="end" fill="{INK}">{html.escape(name)}</text>'
    yield f'<rect x="{LEFT}" y="{top}" width="{value * room:.1f}" height="24" fill="{DARK if strong else PALE}"/>'
    if error:
        low, high = end - error * room, end + error * room
        yield f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 5}v10M{high:.1f} {middle - 5}v10" stroke="{INK}" fill="none"/>'
    yield f'<text x="{end + (error or 0) * room + 8:.1f}" y="{middle + 5}" fill="{INK}">{value:.2f}</text>'
