// Reads every .txt file of a folder with a toolkit, twelve times to warm up and then TIMES over, and prints one line of JSON:
// wall and processor seconds of the counted passes, the tokens as the toolkit cuts them, and the process's peak memory in bytes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [toolkit, folder, times] = process.argv.slice(2);
const texts = readdirSync(folder).filter(name => name.endsWith('.txt')).sort().map(name => readFileSync(join(folder, name), 'utf8'));
const read = await (toolkit === 'wink-nlp' ? wink() : compromise());

let tokens = 0;
for (let i = 0; i < 12; i++) {
  tokens = texts.reduce((sum, text) => sum + read(text), 0);
}

const processor = process.cpuUsage();
const start = performance.now();
for (let i = 0; i < Number(times); i++) {
  for (const text of texts) {
    read(text);
  }
}

const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(processor);
console.log(JSON.stringify({ seconds, processorSeconds: (user + system) / 1e6, tokens, peakBytes: process.resourceUsage().maxRSS * 1024 }));

// Sentences, tags and entities; no sentiment, negation or custom entities.
async function wink() {
  const { default: winkNLP } = await import('wink-nlp');
  const { default: model } = await import('wink-eng-lite-web-model');
  const nlp = winkNLP(model, ['sbd', 'pos', 'ner']);
  const { its } = nlp;
  return text => {
    const document = nlp.readDoc(text);
    const tags = document.tokens().out(its.pos);
    document.entities().out(its.detail);
    return tags.length;
  };
}

// What compromise does by itself: terms, sentences and their tags, entities among them.
async function compromise() {
  const { default: nlp } = await import('compromise');
  return text => nlp(text).termList().length;
}
