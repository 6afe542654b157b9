using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Allora.Benchmarks.Running;

/// <summary>
/// One job for every class: 5 iterations of warm-up and 15 that count. They run in this process, because the default toolchain
/// compiles the whole SDK with its generated protobuf types once more for each run.
/// </summary>
internal static class BenchmarkConfig
{
    // A thousand live workers take minutes for their iterations on a busy machine.
    private static readonly TimeSpan LongestCase = TimeSpan.FromMinutes(30);

    public static IConfig Create() => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(new InProcessEmitToolchain(LongestCase, logOutput: false))
            .WithRuntime(CoreRuntime.Core10_0)
            .WithWarmupCount(5)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(200)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumn(TargetMethodColumn.Method, StatisticColumn.Mean, StatisticColumn.Error, StatisticColumn.Median, BaselineRatioColumn.RatioMean, new ThroughputColumn())
        .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default)
        .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
}
