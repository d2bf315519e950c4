// Lists a bucket with the default credentials, once for each line that it reads.
const { createInterface } = require('node:readline');

const [library, bucket] = process.argv.slice(2);
const { GoogleAuth } = require(library);
const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });

createInterface({ input: process.stdin }).on('line', async () => {
  try {
    const { data } = await auth.request({ url: `https://storage.googleapis.com/storage/v1/b/${bucket}/o` });
    console.log(JSON.stringify({ objects: data.items.map(({ name }) => name) }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
});
