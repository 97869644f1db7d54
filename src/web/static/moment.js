// Where a link into a recording begins, in seconds: "#t=" with a position ("754", "12:34", "1:02:03.5"), maybe "npt:" before
// it and an end behind it, or "12m34s". As parse_moment() in base/position.h; null where it is none.
export function momentOf(hash) {
  const said = /^#t=(?:npt:)?([^,]*)(?:,|$)/.exec(hash)?.[1];
  if (!said) return null;
  if (/^\d+(\.\d+)?(:\d+(\.\d+)?){0,2}$/.test(said)) return said.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const units = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(said);
  return units ? Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0) : null;
}
