package atoll.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/** Real programs from Maven Central, or from the local repository that caches it. */
final class Central {
    private Central() {}

    /** The artifact with everything that it needs to run. */
    static List<Path> classPath(String coordinates) throws Exception {
        RemoteRepository central =
                new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2").build();
        CollectRequest collect =
                new CollectRequest(new Dependency(new DefaultArtifact(coordinates), "runtime"), List.of(central));
        try (RepositorySystem system = new RepositorySystemSupplier().get();
                RepositorySystemSession.CloseableSession session = new SessionBuilderSupplier(system)
                        .get()
                        .withLocalRepositoryBaseDirectories(
                                Path.of(System.getProperty("user.home"), ".m2", "repository"))
                        .build()) {
            List<Path> path = new ArrayList<>();
            for (ArtifactResult result : system.resolveDependencies(session, new DependencyRequest(collect, null))
                    .getArtifactResults()) {
                path.add(result.getArtifact().getPath());
            }
            return path;
        }
    }
}
