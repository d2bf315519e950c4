// Lists a bucket with the default credentials, once for each line that it reads.
const { createInterface } = require('node:readline');

const [library, bucket] = process.argv.slice(2);
const { Storage } = require(library);
const storage = new Storage();

createInterface({ input: process.stdin }).on('line', async () => {
  try {
    const [files] = await storage.bucket(bucket).getFiles();
    console.log(JSON.stringify({ objects: files.map(({ name }) => name) }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
});
