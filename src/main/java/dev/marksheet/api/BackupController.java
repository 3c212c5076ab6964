package dev.marksheet.api;

import dev.marksheet.api.wire.OwnPages;
import dev.marksheet.backup.Backup;
import dev.marksheet.backup.BackupBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Copies all that is kept. */
@RestController
class BackupController {

    private static final Logger LOG = LoggerFactory.getLogger(BackupController.class);

    private final ObjectProvider<Backup> backup;

    BackupController(ObjectProvider<Backup> backup) {
        this.backup = backup;
    }

    @PostMapping("/api/admin/backup")
    ResponseEntity<BackupBody> make(HttpServletRequest request) {
        OwnPages.require(request);
        Backup own = backup.getIfAvailable();
        if (own == null) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_IMPLEMENTED,
                    "All that is kept is in PostgreSQL, which has tools of its own: pg_dump --format=custom --file=FILE"
                            + " DATABASE copies it while the nodes work, pg_restore brings it back.");
        }
        try {
            Backup.Copy made = own.make()
                    .orElseThrow(() -> new ResponseStatusException(
                            HttpStatus.CONFLICT, "A copy is being made; ask again when it is done."));
            return ResponseEntity.status(HttpStatus.CREATED)
                    .cacheControl(CacheControl.noStore())
                    .body(BackupBody.of(made));
        } catch (UncheckedIOException e) {
            LOG.warn("No copy was made", e);
            throw new ResponseStatusException(
                    HttpStatus.INSUFFICIENT_STORAGE,
                    "The copy can't be written (is the disk full or read-only?); nothing is left of it. The log of the"
                            + " service says more.");
        }
    }
}
