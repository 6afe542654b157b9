namespace Allora.Sdk.Emissions;

/// <summary>The version of the chain's emissions module whose rules apply.</summary>
public enum EmissionsVersion
{
    /// <summary>emissions v9, chain v0.16: one number for each inference.</summary>
    V9 = 9,

    /// <summary>emissions v10, chain v0.17: labelled inferences.</summary>
    V10 = 10,
}
