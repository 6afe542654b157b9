using System.Globalization;
using Allora.Benchmarks.Events;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Allora.Benchmarks.Running;

/// <summary>Megabytes of frames a second, for the classes that read frames.</summary>
internal sealed class ThroughputColumn : IColumn
{
    public string Id => nameof(ThroughputColumn);

    public string ColumnName => "MB/s";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Bytes of the frames over the mean, in millions a second";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (BytesOf(benchmarkCase) is not { } bytes || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
            return "-";
        return (bytes * 1e3 / statistics.Mean).ToString("F0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(c => BytesOf(c) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    // A benchmark's operation is one frame; frames of one kind differ by a byte or two, so their mean length stands for them.
    private static double? BytesOf(BenchmarkCase benchmarkCase) =>
        benchmarkCase.Descriptor.Type == typeof(FrameDecodeBenchmarks)
            ? CapturedFrames.MeanLength((FrameKind)benchmarkCase.Parameters[nameof(FrameDecodeBenchmarks.Frames)])
            : null;
}
