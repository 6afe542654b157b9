using Allora.Sdk.Values;

namespace Allora.Sdk.Chain;

/// <summary>Parameters of the emissions module that workers need (GetParams).</summary>
/// <param name="RequiredMinimumStake">The stake from which on the chain accepts a reputer's losses (uallo).</param>
/// <param name="MaxElementsPerForecast">The largest number of inferers in a forecast.</param>
internal sealed record EmissionsParams(UAllo RequiredMinimumStake, ulong MaxElementsPerForecast);
