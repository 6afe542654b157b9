using System.Reflection.Metadata;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>Names of types in metadata.</summary>
internal static class TypeNames
{
    public static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        var name = metadata.GetString(type.Name);
        return outer.IsNil ? Join(metadata.GetString(type.Namespace), name) : FullName(metadata, outer) + "+" + name;
    }

    public static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? FullName(metadata, (TypeReferenceHandle)type.ResolutionScope) + "+" + name
            : Join(metadata.GetString(type.Namespace), name);
    }

    public static string Namespace(MetadataReader metadata, TypeDefinitionHandle handle) => metadata.GetString(metadata.GetTypeDefinition(Outermost(metadata, handle)).Namespace);

    public static TypeDefinitionHandle Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var outer = metadata.GetTypeDefinition(handle).GetDeclaringType();
        return outer.IsNil ? handle : Outermost(metadata, outer);
    }

    public static string Assembly(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => Assembly(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : space + "." + name;
}
