// `npm run setup`: the launcher has installed everything before it came here.
console.log('Everything is installed. "npm start" starts Tenantry, "npm test" checks it.');
