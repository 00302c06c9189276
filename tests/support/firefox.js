// Firefox for the tests of the book, driven by puppeteer-core over WebDriver BiDi: a request a line in, an answer a line out.
const puppeteer = require("puppeteer-core");

const main = async () => {
  const closed = {"network.proxy.type": 1, "network.proxy.no_proxies_on": "127.0.0.1"};  // all else goes nowhere
  for (const kind of ["http", "ssl", "socks"]) Object.assign(closed, {[`network.proxy.${kind}`]: "127.0.0.1", [`network.proxy.${kind}_port`]: 9});
  const browser = await puppeteer.launch({browser: "firefox", executablePath: process.argv[2], headless: true, extraPrefsFirefox: closed});
  const page = await browser.newPage();
  const does = {
    open: ({address}) => page.goto(address, {waitUntil: "load"}).then(() => null),
    run: ({script}) => page.evaluate(script),
    press: ({keys}) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve()).then(() => null),
    size: ({width, height}) => page.setViewport({width, height}).then(() => null),
    shoot: ({path}) => page.screenshot({path, fullPage: true}).then(() => null),
    print: ({path}) => page.pdf({path}).then(() => null),
    close: () => browser.close().then(() => null),
  };
  console.log(JSON.stringify({answer: await browser.version()}));
  for await (const line of require("readline").createInterface({input: process.stdin})) {
    const asked = JSON.parse(line);
    try { console.log(JSON.stringify({answer: (await does[asked.does](asked)) ?? null})); }
    catch (error) { console.log(JSON.stringify({error: String(error)})); }
    if (asked.does === "close") process.exit();
  }
};
main();
