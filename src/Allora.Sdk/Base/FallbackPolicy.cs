namespace Allora.Sdk;

/// <summary>What is submitted when the provider gave no usable answer in time.</summary>
public enum FallbackPolicy
{
    /// <summary>Nothing: the window is missed, visibly.</summary>
    Skip,

    /// <summary>The provider's last value, where it is young enough.</summary>
    LastValue,

    /// <summary>A value that the user gave.</summary>
    FixedValue,
}
