using Allora.Architecture.Tests.Graphs;
using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests;

/// <summary>A type's namespace is its folder, with two exceptions in Allora.Sdk: the front door, and extension methods of hosts.</summary>
public class NamespaceTests
{
    private const string FrontDoor = "Allora.Sdk";

    // What every user meets first. Each lies in the folder of its floor.
    private static readonly HashSet<string> FrontDoorTypes =
    [
        "AlloraClient",
        "AlloraClientOptions",
        "AlloraClientSubmissions",
        "AlloraClientWallets",
        "AlloraEndpoint",
        "AlloraErrorReason",
        "AlloraException",
        "AlloraMessage",
        "AlloraNetwork",
        "AlloraTransport",
        "AlloraWallet",
        "ChainError",
        "ChainEventStreamOptions",
        "FallbackOptions",
        "FallbackPolicy",
        "FeeOptions",
        "FeeTier",
        "FollowUpStage",
        "GuardAction",
        "GuardFinding",
        "GuardKind",
        "GuardOptions",
        "GuardSeverity",
        "IAlloraQueries",
        "IPredictionProvider",
        "IWorkerObserver",
        "Prediction",
        "PredictionContext",
        "PredictionLabel",
        "SafeText",
        "SubmissionActor",
        "SubmissionFallback",
        "SubmissionFollowUp",
        "SubmissionResult",
        "SubmissionStage",
        "SubmissionStatus",
        "SubmissionTimings",
        "WalletOptions",
        "WalletOptionsExtensions",
        "WalletTransactions",
        "WindowContext",
        "WorkerHealth",
        "WorkerOptions",
        "WorkerRunner",
        "WorkerState",
        "WorkerStatus",
    ];

    [Theory]
    [MemberData(nameof(Products.Names), MemberType = typeof(Products))]
    public void Namespace_is_folder(string name)
    {
        var wrong = Products.Open(name).Types
            .Where(type => !type.IsNested && type.Namespace.Length > 0 && !IsException(name, type))
            .Where(type => type.Files.Any(file => Expected(name, file) != type.Namespace))
            .Select(type => $"{type.Name} lies in {type.Files[0]}");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Fact]
    public void The_front_door_is_the_list()
    {
        var found = Products.Sdk.Types.Where(type => !type.IsNested && type.Namespace == FrontDoor).Select(type => type.Name[(FrontDoor.Length + 1)..]);
        Assert.Equal(FrontDoorTypes.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_root_folder_holds_no_code() =>
        Assert.DoesNotContain(Products.Sdk.Types.SelectMany(type => type.Files), file => Arrows.TopFolder(file).Length == 0);

    private static bool IsException(string assembly, SourceType type) =>
        assembly == "Allora.Sdk" && (type.Namespace == FrontDoor
            || (type.Namespace == "Microsoft.Extensions.DependencyInjection" && type.Files.All(file => Arrows.TopFolder(file) == "Hosting")));

    private static string Expected(string assembly, string file)
    {
        var root = assembly == "allora" ? "Allora.Cli" : assembly;
        var folder = Arrows.Folder(file);
        return folder.Length == 0 ? root : root + "." + folder.Replace('/', '.');
    }
}
