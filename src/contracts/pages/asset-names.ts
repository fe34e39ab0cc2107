/** The paths of the files that browsers load for a page. Written by src/tools/cli/build-assets.ts. */

export const ASSETS = {
  style: '/assets/pages/style-5e915ce941.css',
  script: '/assets/pages/script-a3c83493c0.js',
  icons: '/assets/pages/icons-05f967a708.svg',
  favicon: '/assets/pages/favicon-b9d072b350.svg',
} as const;
