using System.Text.Json.Serialization;
using Allora.Sdk.Dashboard.Chain;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>The JSON of the pages, written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OverviewView))]
[JsonSerializable(typeof(WorkerView))]
[JsonSerializable(typeof(WindowView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(LocalChainStatus))]
internal sealed partial class DashboardJson : JsonSerializerContext;
