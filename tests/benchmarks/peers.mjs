// node peers.mjs TASK.json: times the packages that are installed in one process; prints {package: {times, of} or {problem}}.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const task = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(join(task.packages, "any.js"));
const workbooks = task.workbooks.map((path) => readFileSync(path));
let number = 0;
const keep = (content) => writeFileSync(join(task.out, `${(number += 1)}.docx`), content);

function sheetjs() {
  const xlsx = require("xlsx");
  return () => {
    for (const content of workbooks) {
      const book = xlsx.read(content, { cellDates: true });
      for (const name of book.SheetNames) xlsx.utils.sheet_to_json(book.Sheets[name], { header: 1 });
    }
  };
}

function exceljs() {
  const ExcelJS = require("exceljs");
  return async () => {
    for (const content of workbooks) {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(content);
      book.eachSheet((sheet) => sheet.eachRow((row) => row.values));
    }
  };
}

function docxtemplater() {
  const [PizZip, Docxtemplater] = [require("pizzip"), require("docxtemplater")];
  const template = readFileSync(task.templates.docxtemplater);
  return () => {
    for (const context of task.contexts) {
      const paper = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      paper.render(context);
      keep(paper.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
    }
  };
}

function carbone() {
  const filled = require("carbone");
  const one = (context) =>
    new Promise((done, fail) => filled.render(task.templates.carbone, context, (error, content) => (error ? fail(error) : done(content))));
  return async () => {
    for (const context of task.contexts) keep(await one(context));
  };
}

const told = {};
for (const [name, [make, of]] of Object.entries({
  xlsx: [sheetjs, workbooks.length],
  exceljs: [exceljs, workbooks.length],
  docxtemplater: [docxtemplater, task.contexts.length],
  carbone: [carbone, task.contexts.length],
})) {
  try {
    const way = make();
    await way();
    const times = [];
    for (let turn = 0; turn < task.turns; turn += 1) {
      const start = performance.now();
      await way();
      times.push((performance.now() - start) / 1000);
    }
    told[name] = { times, of };
  } catch (error) {
    told[name] = { problem: error.code === "MODULE_NOT_FOUND" ? "not installed" : String(error.message ?? error).split("\n")[0] };
  }
}
writeFileSync(join(task.out, "told.json"), JSON.stringify(told));
process.exit(0);
