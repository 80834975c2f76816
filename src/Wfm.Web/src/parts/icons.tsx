// Drawn here, because not every computer has a font with these signs.

export const Padlock = ({ isClosed }: { readonly isClosed?: boolean }) => (
  <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
    <rect x="3" y="7" width="10" height="7" rx="1.2" fill={isClosed ? 'currentColor' : 'none'} />
    <path d={isClosed ? 'M5 7V5a3 3 0 0 1 6 0v2' : 'M5 7V5a3 3 0 0 1 5.6-1.5'} />
  </svg>
);

export const Pen = () => (
  <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
    <path d="M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z" />
  </svg>
);
