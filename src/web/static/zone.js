// Fills in the browser's time zone where the page has only a default.
const field = document.querySelector("[data-guess=zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (field && zone && field.value === field.defaultValue) field.value = zone;
