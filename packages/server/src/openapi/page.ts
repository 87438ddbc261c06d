import type { Resource } from '@tenantry/contract';
import { type Html, html } from './html.ts';

export interface Site {
  resources: Readonly<Record<string, Resource>>;
  version: string;
  publicUrl: string;
  /** The address of the style sheet. */
  style: string;
}

/** A page of the API reference. No script: the policy of these pages allows none. */
export const page = (site: Site, title: string, current: string, main: Html | readonly Html[]): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Tenantry API</title>
<link rel="icon" href="/logo.svg">
<link rel="stylesheet" href="${site.style}">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<a class="brand" href="/api">Tenantry API <small>${site.version}</small></a>
<nav aria-label="Beside the reference"><a href="/public/v1/openapi.json">OpenAPI document</a> <a href="/">Portal</a></nav>
</header>
<div class="columns">
<nav class="side" aria-label="Resources">
<a href="/api"${here(current === '')}>Overview</a>
${Object.values(site.resources).map(({ name }) => html`<a href="/api/${name}"${here(current === name)}>${name}</a>`)}
</nav>
<main id="main" tabindex="-1">
${main}
</main>
</div>
</body>
</html>
`.markup;

const here = (is: boolean): Html => (is ? html` aria-current="page"` : html``);

/** The method of an operation, told apart by colour and by its word. */
export const methodBadge = (method: string): Html => html`<span class="method ${method.toLowerCase()}">${method}</span>`;
