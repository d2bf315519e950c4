// Lists a bucket with the default credentials, once for each line that it reads.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	"cloud.google.com/go/storage"
	"google.golang.org/api/iterator"
)

func list(client *storage.Client, bucket string) ([]string, error) {
	var names []string
	objects := client.Bucket(bucket).Objects(context.Background(), nil)
	for {
		object, err := objects.Next()
		if err == iterator.Done {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
		names = append(names, object.Name)
	}
}

func main() {
	var client *storage.Client
	answers := json.NewEncoder(os.Stdout)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var err error
		if client == nil {
			client, err = storage.NewClient(context.Background())
		}
		var names []string
		if err == nil {
			names, err = list(client, os.Args[1])
		}
		if err != nil {
			answers.Encode(map[string]string{"error": err.Error()})
			continue
		}
		answers.Encode(map[string][]string{"objects": names})
	}
}
