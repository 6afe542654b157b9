namespace Allora.Sdk;

/// <summary>The value to submit if the provider returned no usable answer in time.</summary>
public enum FallbackPolicy
{
    /// <summary>None: the window is reported as missed.</summary>
    Skip,

    /// <summary>The provider's last value, if it is recent enough.</summary>
    LastValue,

    /// <summary>A value that the user configured.</summary>
    FixedValue,
}
