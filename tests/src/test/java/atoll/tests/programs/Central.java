package atoll.tests.programs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/** The programs under test, from Maven Central or from the local repository that caches it. */
final class Central {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://repo.maven.apache.org/maven2").build();
    private static final RepositorySystem SYSTEM = new RepositorySystemSupplier().get();
    private static final RepositorySystemSession SESSION = new SessionBuilderSupplier(SYSTEM)
            .get()
            .withLocalRepositoryBaseDirectories(Path.of(System.getProperty("user.home"), ".m2", "repository"))
            .build();

    private Central() {}

    /** The artifact alone: {@code group:artifact[:extension[:classifier]]:version}. */
    static Path file(String coordinates) throws Exception {
        return SYSTEM.resolveArtifact(
                        SESSION, new ArtifactRequest(new DefaultArtifact(coordinates), List.of(CENTRAL), null))
                .getArtifact()
                .getPath();
    }

    /** The artifacts with everything that they need to run. */
    static List<Path> classPath(List<String> coordinates) throws Exception {
        CollectRequest collect = new CollectRequest();
        collect.addRepository(CENTRAL);
        for (String c : coordinates) {
            collect.addDependency(new Dependency(new DefaultArtifact(c), "runtime"));
        }
        List<Path> path = new ArrayList<>();
        for (ArtifactResult result : SYSTEM.resolveDependencies(SESSION, new DependencyRequest(collect, null))
                .getArtifactResults()) {
            path.add(result.getArtifact().getPath());
        }
        return path;
    }
}
