try {
  const theme = localStorage.getItem('tenantry.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; the system's scheme applies then.
}
