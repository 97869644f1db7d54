find_package(ICU REQUIRED COMPONENTS uc i18n)
target_link_libraries(${target} ${PITH_SCOPE} ICU::uc ICU::i18n)
