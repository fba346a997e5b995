package atoll.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.jspecify.annotations.Nullable;

/** Turns Maven coordinates into files, with Maven's own resolver: cached in a local repository, checksums verified. */
final class Repository {
    /** Scopes of what a program needs when it runs; none means compile. */
    private static final Set<String> RUN_TIME = Set.of("", "compile", "runtime");

    private Repository() {}

    /** The artifact's file, then those of its run-time dependencies. */
    static List<Path> resolve(String coordinates, Path local, String remote) throws BadInput {
        Artifact artifact;
        try {
            artifact = new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException e) {
            throw new BadInput(coordinates + ": neither a file nor GROUP:ARTIFACT[:EXTENSION[:CLASSIFIER]]:VERSION");
        }
        RemoteRepository central = new RemoteRepository.Builder("central", "default", remote)
                .setPolicy(new RepositoryPolicy(
                        true, RepositoryPolicy.UPDATE_POLICY_DAILY, RepositoryPolicy.CHECKSUM_POLICY_FAIL))
                .build();
        CollectRequest collect = new CollectRequest(new Dependency(artifact, "runtime"), List.of(central));
        DependencyRequest request = new DependencyRequest(collect, (node, parents) -> isNeeded(node.getDependency()));
        try (RepositorySystem system = new RepositorySystemSupplier().get();
                RepositorySystemSession.CloseableSession session = new SessionBuilderSupplier(system)
                        .get()
                        .withLocalRepositoryBaseDirectories(local.toAbsolutePath())
                        .setSystemProperties(System.getProperties())
                        .setIgnoreArtifactDescriptorRepositories(true)
                        .setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL)
                        .build()) {
            List<Path> files = new ArrayList<>();
            for (ArtifactResult result :
                    system.resolveDependencies(session, request).getArtifactResults()) {
                files.add(result.getArtifact().getPath());
            }
            return files;
        } catch (DependencyResolutionException e) {
            throw new BadInput(coordinates + ": cannot be resolved", rootOf(e));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BadInput(coordinates + ": cannot be resolved", e);
        }
    }

    private static boolean isNeeded(@Nullable Dependency dependency) {
        return dependency == null || RUN_TIME.contains(dependency.getScope());
    }

    /** The innermost cause that still names what was wanted. */
    private static Throwable rootOf(DependencyResolutionException e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return root;
    }
}
