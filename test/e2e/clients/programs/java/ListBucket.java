import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists a bucket with the default credentials, once for each line that it reads. */
public class ListBucket {
  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    Gson json = new Gson();
    Storage storage = null;
    while (lines.readLine() != null) {
      try {
        if (storage == null) {
          storage = StorageOptions.newBuilder().build().getService();
        }
        List<String> names = new ArrayList<>();
        for (Blob blob : storage.list(args[0]).iterateAll()) {
          names.add(blob.getName());
        }
        System.out.println(json.toJson(Map.of("objects", names)));
      } catch (Exception error) {
        System.out.println(json.toJson(Map.of("error", reasons(error))));
      }
    }
  }

  /** What a stack trace says behind "Caused by". */
  private static String reasons(Throwable error) {
    String reason = String.valueOf(error.getMessage());
    return error.getCause() == null ? reason : reason + "; caused by: " + reasons(error.getCause());
  }
}
